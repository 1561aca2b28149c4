import assert from 'node:assert/strict'
import { TableEngine, TableFault } from '#laptop/tables/engine'

export const PEOPLE = {
  name: 'people',
  pk: 'pk',
  sk: 'sk',
  indexes: [
    { name: 'byGroup', pk: 'gpk', sk: 'gsk', skType: 'N', projection: 'ALL' },
    { name: 'groupKeys', pk: 'gpk', projection: 'KEYS_ONLY' },
    { name: 'groupSome', pk: 'gpk', projection: ['a'] },
  ],
} as const
export const LOGINS = { name: 'logins', pk: 'id' } as const
export const KEY = { pk: { S: 'p' }, sk: { S: 's' } } as const

/** An item with one attribute of every kind. */
export const EVERY_KIND = {
  ...KEY,
  a: { N: '5' },
  b: { S: 'hello' },
  c: { L: [{ N: '1' }, { N: '2' }, { N: '3' }] },
  d: { M: { x: { N: '1' }, y: { S: 'q' } } },
  e: { SS: ['x', 'y'] },
  f: { NS: ['1', '3'] },
  g: { BOOL: true },
  h: { NULL: true },
  i: { B: 'aGk=' },
} as const

export const engineWith = (items: readonly unknown[] = [], now?: () => number): TableEngine => {
  const engine = new TableEngine(now ? { now } : {})
  engine.create(PEOPLE)
  engine.create(LOGINS)
  for (const item of items) engine.call('PutItem', { TableName: 'people', Item: item })
  return engine
}

/** What comes over the wire: without the prototypes and sharing of the engine's own objects. */
export const plain = (answer: unknown): unknown => JSON.parse(JSON.stringify(answer))

export const faultOf = (act: () => unknown): TableFault => {
  try {
    act()
  } catch (fault) {
    if (fault instanceof TableFault) return fault
    throw fault
  }
  return assert.fail('nothing was refused')
}

export const refuses = (act: () => unknown, type: string, saying = ''): void => {
  const fault = faultOf(act)
  assert.equal(fault.type, type, fault.message)
  assert.ok(fault.message.includes(saying), `"${fault.message}" does not say "${saying}"`)
}
