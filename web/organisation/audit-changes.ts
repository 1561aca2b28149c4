import type { RecordTexts } from '#core/texts/records/en'

export type Change = {
  readonly field: string
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** A change as a person reads it. */
export type ToldChange = { readonly field: string; readonly from: string; readonly to: string }

/** The words that values are said with, beside those of the trail itself. */
export type ValueWords = {
  readonly roles: Readonly<Record<string, string>>
  readonly methods: Readonly<Record<string, string>>
  readonly country: (code: string) => string
}

type Leaf = readonly [path: string, value: unknown]

// The trail keeps text as it is and everything else as JSON.
const read = (text: string | undefined): unknown => {
  if (text === undefined || !/^(true$|false$|[[{])/.test(text)) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const leavesOf = (path: string, value: unknown): readonly Leaf[] =>
  isGroup(value)
    ? Object.entries(value).flatMap(([name, inside]) => leavesOf(`${path}.${name}`, inside))
    : [[path, value]]

const labelOf = (path: string, say: RecordTexts, { country }: ValueWords): string => {
  const priced = /^smsPrices\.([A-Z]{2})$/.exec(path)?.[1]
  return priced === undefined ? (say.fields[path] ?? path) : say.priceTo(country(priced))
}

const valueText = (path: string, value: unknown, say: RecordTexts, words: ValueWords): string => {
  if (value === true) return say.yes
  if (value === false) return say.no
  const list = (Array.isArray(value) ? value : [value]).filter((each) => each !== undefined && each !== '').map(String)
  if (list.length === 0) return say.nothing
  if (/countr/i.test(path)) return list.map(words.country).join(', ')
  const named = path === 'role' ? words.roles : path === 'twoFactor.method' ? words.methods : {}
  return list.map((each) => named[each] ?? each).join(', ')
}

const toldOf = ({ field, from, to }: Change, say: RecordTexts, words: ValueWords): readonly ToldChange[] => {
  const [before, after] = [new Map(leavesOf(field, read(from))), new Map(leavesOf(field, read(to)))]
  const paths = [...new Set([...before.keys(), ...after.keys()])]
  return paths.flatMap((path) => {
    const [old, now] = [before, after].map((leaves) => valueText(path, leaves.get(path), say, words))
    if (old === undefined || now === undefined || old === now) return []
    return [{ field: labelOf(path, say, words), from: old, to: now }]
  })
}

/** What was changed, in words: groups of settings are told by the ones that differ. */
export const changesInWords = (
  changes: readonly Change[],
  say: RecordTexts,
  words: ValueWords,
): readonly ToldChange[] => changes.flatMap((change) => toldOf(change, say, words))
