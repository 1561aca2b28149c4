import { isDeepStrictEqual } from 'node:util'

export type Answer =
  | { readonly kind: 'done'; readonly pages: readonly Readonly<Record<string, unknown>>[] }
  | { readonly kind: 'refused'; readonly type: string; readonly message: string; readonly extras: unknown }

const SETS = ['SS', 'NS', 'BS']

/** The one spelling of a number, found without the engine under test. */
const plainNumber = (text: string): string => {
  const [mantissa = '', power = '0'] = text.toLowerCase().split('e')
  const [whole = '', fraction = ''] = mantissa.replace(/^[+-]/, '').split('.')
  const digits = (whole + fraction).replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  const exponent = Number(power) - fraction.length + digits.length - significant.length
  return significant === '' ? '0' : `${mantissa.startsWith('-') ? '-' : ''}${significant}e${exponent}`
}

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)

/** Numbers in one spelling, sets and objects in one order, messages gone. */
export const normal = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(normal)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .filter(([name]) => name.toLowerCase() !== 'message')
    .map(([name, inner]): [string, unknown] => {
      if (name === 'N' && typeof inner === 'string') return [name, plainNumber(inner)]
      if (name === 'NS' && Array.isArray(inner)) return [name, inner.map((one) => plainNumber(String(one))).sort()]
      if (SETS.includes(name) && Array.isArray(inner)) return [name, [...inner].sort()]
      return [name, normal(inner)]
    })
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

type Page = Readonly<Record<string, unknown>>

const number = (page: Page, name: string): number => Number(page[name] ?? 0)
const itemsOf = (page: Page): readonly unknown[] => (Array.isArray(page.Items) ? page.Items : [])
const total = (pages: readonly Page[], name: string): number => pages.reduce((sum, page) => sum + number(page, name), 0)

/** All pages of an index or a scan as one, since the order among equals is nobody's promise. */
const gathered = (pages: readonly Page[]): unknown => ({
  pages: pages.length,
  items: pages.flatMap(itemsOf).map(normal).sort(byText),
  count: total(pages, 'Count'),
  scanned: total(pages, 'ScannedCount'),
  capacity: pages.length === 1 ? pages[0]?.ConsumedCapacity : undefined,
})

/** What of an answer must be the same on both engines. */
export const comparable = (answer: Answer, ordered: boolean): unknown => {
  if (answer.kind === 'refused') return { type: answer.type, extras: normal(answer.extras) }
  return ordered ? normal(answer.pages) : normal(gathered(answer.pages))
}

export const agree = (ours: Answer, theirs: Answer, ordered: boolean): boolean =>
  isDeepStrictEqual(comparable(ours, ordered), comparable(theirs, ordered))
