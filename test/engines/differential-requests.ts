import fc from 'fast-check'
import type { Piece, Pieces } from './differential-expressions.ts'

export type Expressions = Readonly<Record<string, Pieces | undefined>>

/** A small wrong done to a request after its expressions were written out. */
const MISTAKES = ['none', 'unused value', 'unused name', 'lost value', 'lost letter', 'twice a letter'] as const
export type Mistake = { readonly kind: (typeof MISTAKES)[number]; readonly at: number }

export const mistakes: fc.Arbitrary<Mistake> = fc.record({
  kind: fc.oneof(
    { weight: 25, arbitrary: fc.constant('none' as const) },
    { weight: 2, arbitrary: fc.constantFrom(...MISTAKES) },
  ),
  at: fc.nat(60),
})

const collect = (expressions: Expressions) => {
  const names = new Map<string, string>()
  const values: Record<string, unknown> = {}
  const write = (piece: Piece): string => {
    if (typeof piece === 'string') return piece
    if ('alias' in piece) {
      names.set(`#${piece.alias}`, piece.alias)
      return `#${piece.alias}`
    }
    const placeholder = `:v${Object.keys(values).length}`
    values[placeholder] = piece.literal
    return placeholder
  }
  const written: Record<string, string> = {}
  for (const [member, pieces] of Object.entries(expressions)) if (pieces) written[member] = pieces.map(write).join('')
  return { written, names: Object.fromEntries(names), values }
}

const spoilt = (text: string, { kind, at }: Mistake): string => {
  const place = at % (text.length + 1)
  if (kind === 'lost letter') return text.slice(0, place) + text.slice(place + 1)
  if (kind === 'twice a letter') return text.slice(0, place + 1) + text.slice(place)
  return text
}

const filled = <T>(record: Record<string, T>): Record<string, T> | undefined =>
  Object.keys(record).length > 0 ? record : undefined

/** Writes a request's expressions out, with placeholders numbered, and then does the mistake. */
export const written = (expressions: Expressions, mistake: Mistake): Record<string, unknown> => {
  const { written: texts, names, values } = collect(expressions)
  const [first] = Object.keys(texts)
  if (mistake.kind === 'unused value') values[':unused'] = { N: '1' }
  if (mistake.kind === 'unused name') names['#unused'] = 'unused'
  if (mistake.kind === 'lost value') delete values[':v0']
  if (first !== undefined) texts[first] = spoilt(texts[first] ?? '', mistake)
  return {
    ...texts,
    ...(filled(names) ? { ExpressionAttributeNames: names } : {}),
    ...(filled(values) ? { ExpressionAttributeValues: values } : {}),
  }
}
