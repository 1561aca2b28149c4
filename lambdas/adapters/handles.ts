import type { LoginKey } from '#core/login-ports'
import type { Dynamo, Item, Outcome } from './dynamo.ts'

const MOST_HANDLES = 8
const ROUNDS = 4

const handlesOf = (item: Item | undefined) => (item?.handles ?? {}) as Readonly<Record<string, string>>

/** The first write of a join: `condition` and `values` are what else has to hold, `also` what else is set. */
export type Join = {
  readonly key: Parameters<Dynamo['update']>[1]
  readonly condition: string
  readonly values: Item
  readonly also: { readonly set: string; readonly values: Item }
}

/**
 * Gives a client that comes back another handle. An item has few of them, so whoever comes back again and again takes the place of a handle of their
 * own, which is forgotten: nobody is sent away for going back to their number once too often, and nobody makes the item longer.
 */
export const addHandle = async (db: Dynamo, { handle, binding }: LoginKey, join: Join): Promise<Outcome> => {
  const { key, condition, values, also } = join
  const names = { '#handle': handle }
  const held = { ...values, ':binding': binding, ':mostHandles': MOST_HANDLES }
  let outcome = await db.update('logins', key, {
    update: `SET handles.#handle = :binding, ${also.set}`,
    condition: `${condition} AND size(handles) < :mostHandles`,
    names,
    values: { ...held, ...also.values },
  })
  for (let round = 0; !outcome.done && round < ROUNDS; round++) {
    const there = Object.entries(handlesOf(outcome.item))
    const own = there.filter(([, theirs]) => theirs === binding).map(([id]) => id)
    // Our own first write was applied and its answer lost.
    if (own.includes(handle) && outcome.item !== undefined) return { done: true, item: outcome.item }
    const old = own[Math.floor(Math.random() * own.length)]
    if (old === undefined || there.length < MOST_HANDLES) break
    outcome = await db.update('logins', key, {
      update: 'SET handles.#handle = :binding REMOVE handles.#old',
      condition: `${condition} AND handles.#old = :binding AND size(handles) <= :mostHandles`,
      names: { ...names, '#old': old },
      values: held,
    })
  }
  return outcome
}

/** Whether it was for want of a place that nobody could join. */
export const isFull = (item: Item | undefined): boolean => Object.keys(handlesOf(item)).length >= MOST_HANDLES
