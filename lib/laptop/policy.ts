import { isRecord, type Json, oneOrMany, recordOf, textOf } from '#laptop/reading'

/** One thing a caller wants to do; `context` holds the condition keys that AWS would set for it. */
export type Wish = {
  readonly action: string
  readonly resource: string
  readonly context?: Readonly<Record<string, string | readonly string[]>>
}

type Test = (wish: Wish) => boolean
export type Statement = { readonly effect: 'Allow' | 'Deny'; readonly covers: Test }

const literal = (text: string): string => text.replace(/[.+^${}()|[\]\\]/g, '\\$&')

/** A pattern of IAM, where `*` is any text and `?` one character. */
export const pattern = (text: string, flags = ''): RegExp =>
  new RegExp(`^${literal(text).replaceAll('*', '[\\s\\S]*').replaceAll('?', '[\\s\\S]')}$`, flags)

const anyOf = (texts: readonly unknown[], flags: string, pick: (wish: Wish) => string): Test => {
  const patterns = texts.map((text) => pattern(textOf(text, 'policy'), flags))
  return (wish) => patterns.some((one) => one.test(pick(wish)))
}

const not =
  (test: Test): Test =>
  (wish) =>
    !test(wish)

// Action and Resource, or their Not forms: exactly one of each pair is in a statement.
const named = (statement: Json, name: 'Action' | 'Resource', flags: string, pick: (wish: Wish) => string): Test => {
  const inverse = statement[`Not${name}`]
  return inverse === undefined
    ? anyOf(oneOrMany(statement[name]), flags, pick)
    : not(anyOf(oneOrMany(inverse), flags, pick))
}

type Compare = (actual: string, wanted: string) => boolean
const same: Compare = (actual, wanted) => actual === wanted
const like: Compare = (actual, wanted) => pattern(wanted).test(actual)

const operators: Readonly<Record<string, { readonly compare: Compare; readonly negated: boolean }>> = {
  ArnEquals: { compare: like, negated: false },
  ArnLike: { compare: like, negated: false },
  Bool: { compare: same, negated: false },
  StringEquals: { compare: same, negated: false },
  StringLike: { compare: like, negated: false },
  StringNotEquals: { compare: same, negated: true },
  StringNotLike: { compare: like, negated: true },
}

// The keys for which the AWS port gives a context; any other could only be judged wrongly.
const knownKeys = [
  /^kms:(MacAlgorithm|SigningAlgorithm|EncryptionAlgorithm|MessageType|ViaService)$/,
  /^ses:(FromAddress|Recipients)$/,
  /^sns:Protocol$/,
  /^aws:(SecureTransport|SourceAccount|PrincipalAccount)$/,
]

const condition = (operator: string, key: string, wanted: readonly string[]): Test => {
  const [set, bare] = operator.startsWith('For') ? operator.split(':') : [undefined, operator]
  const known = operators[bare ?? '']
  if (!known || !knownKeys.some((one) => one.test(key))) {
    throw new Error(`the laptop cannot judge policy condition ${operator} ${key}`)
  }
  const matches = (actual: unknown): boolean =>
    wanted.some((one) => known.compare(String(actual), one)) !== known.negated
  return ({ context }) => {
    const actual = oneOrMany(context?.[key])
    if (set === 'ForAllValues') return actual.every(matches)
    return actual.length === 0 ? known.negated : actual.some(matches)
  }
}

const conditions = (raw: unknown): Test => {
  const tests = Object.entries(isRecord(raw) ? raw : {}).flatMap(([operator, keys]) =>
    Object.entries(recordOf(keys, `condition ${operator}`)).map(([key, wanted]) =>
      condition(operator, key, oneOrMany(wanted).map(String)),
    ),
  )
  return (wish) => tests.every((test) => test(wish))
}

/** The statements of one policy document. A condition it could not judge throws. */
export const readPolicy = (document: unknown): readonly Statement[] =>
  oneOrMany(recordOf(document, 'policy document').Statement).map((raw) => {
    const statement = recordOf(raw, 'policy statement')
    const actions = named(statement, 'Action', 'i', (wish) => wish.action)
    const resources = named(statement, 'Resource', '', (wish) => wish.resource)
    const holds = conditions(statement.Condition)
    return {
      effect: statement.Effect === 'Deny' ? 'Deny' : 'Allow',
      covers: (wish) => actions(wish) && resources(wish) && holds(wish),
    }
  })

/** As IAM decides: one Allow is needed and no Deny may speak against it. */
export const allows = (statements: readonly Statement[], wish: Wish): boolean => {
  const covering = statements.filter((statement) => statement.covers(wish))
  return covering.length > 0 && covering.every((statement) => statement.effect === 'Allow')
}
