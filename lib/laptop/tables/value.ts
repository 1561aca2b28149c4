/** One attribute value exactly as DynamoDB's JSON has it. Numbers are canonical and sets sorted once admitted. */
export type Value =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }
  | { readonly L: readonly Value[] }
  | { readonly M: Item }

/** Without a prototype, so that any name may be an attribute. Never changed in place: every write makes a new one. */
export type Item = Readonly<Record<string, Value>>
export type DraftItem = Record<string, Value>

export const KINDS = ['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M'] as const
export type Kind = (typeof KINDS)[number]

export const kindOf = (value: Value): Kind => {
  if ('S' in value) return 'S'
  if ('N' in value) return 'N'
  if ('M' in value) return 'M'
  for (const kind of KINDS) if (kind in value) return kind
  throw new Error('a value of no kind')
}

export const emptyItem = (): DraftItem => Object.create(null)

/** Name by name, a third of the time of `Object.assign`. All items are hash tables, large and small: a caller must not tell somebody from nobody by the time. */
export const copyItem = (item: Item): DraftItem => {
  const copy = emptyItem()
  for (const name in item) {
    const value = item[name]
    if (value) copy[name] = value
  }
  return copy
}

/** The members of a set of any kind, or undefined for anything else. */
export const membersOf = (value: Value): readonly string[] | undefined =>
  'SS' in value ? value.SS : 'NS' in value ? value.NS : 'BS' in value ? value.BS : undefined
