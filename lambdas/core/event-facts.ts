import type { AuthEvent, StoredItem } from './auth-event.ts'

export type Facts = Omit<AuthEvent, 'version' | 'eventId' | 'at' | 'type'>

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** The word that it is, where it is one of these. */
export const oneOf = <T extends string>(value: unknown, known: readonly T[]): T | undefined =>
  known.find((one) => one === value)

/** The named fields of an item that hold a text; the others are not there. */
export const texts = <N extends string>(item: StoredItem, names: readonly N[]): { readonly [K in N]?: string } => {
  const found = names.map((name) => [name, text(item[name])] as const)
  return Object.fromEntries(found.filter(([, value]) => value !== undefined)) as { readonly [K in N]?: string }
}

/** An event, with when and about what. */
export const said = (type: string, eventId: string, at: number, facts: Facts): AuthEvent => ({
  version: 1,
  eventId,
  at: new Date(at).toISOString(),
  type,
  ...facts,
})
