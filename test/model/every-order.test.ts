import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type World, world } from '#support/world'
import { allThatDiffer, type Trouble } from './every-order.ts'
import { type Mishap, turns } from './turns.ts'

/** What a call may ask of two items that all calls share. What it writes depends on what it read. */
const ASKS = ['reads', 'reads both', 'adds', 'copies', 'claims', 'copies to both', 'checks'] as const
type Asking = { readonly ask: (typeof ASKS)[number]; readonly item: 'a' | 'b' }

const key = (item: string) => ({ pk: `TOY#${item}` })
const other = (item: string) => (item === 'a' ? 'b' : 'a')

/** A call that asks these things one after the other, and answers what it saw. */
const callOf =
  ({ db }: World, asks: readonly Asking[]) =>
  async (): Promise<readonly unknown[]> => {
    let last = 0
    const read = async (item: string) => Number((await db.get('logins', key(item)))?.seen ?? 0)
    const put = (item: string) => ({ ...key(item), seen: last })
    const doAll: Readonly<Record<Asking['ask'], (item: string) => Promise<unknown>>> = {
      reads: read,
      'reads both': async (item) => (await Promise.all([read(item), read(other(item))])).reduce((a, b) => a + 7 * b),
      adds: (item) => db.update('logins', key(item), { update: 'ADD seen :one', values: { ':one': 1 } }),
      copies: (item) => db.put('logins', put(item)),
      claims: (item) => db.put('logins', put(item), 'attribute_not_exists(pk)'),
      'copies to both': () => db.transact(['a', 'b'].map((it) => ({ op: 'put', table: 'logins', item: put(it) }))),
      checks: (item) =>
        db.transact([
          { op: 'put', table: 'logins', item: put(item) },
          { op: 'check', table: 'logins', key: key(other(item)), condition: 'attribute_not_exists(pk)' },
        ]),
    }
    const answers: unknown[] = []
    for (const { ask, item } of asks) {
      const answer = await doAll[ask](item)
      if (typeof answer === 'number') last = answer + 10
      answers.push(answer)
    }
    return answers
  }

/** How it ended: what the tables hold, and what each call saw; calls that are one act in any order. */
const ending = (w: World, acts: readonly unknown[], answers: readonly unknown[]): string => {
  const told = answers.map((answer, i) => `${acts.indexOf(acts[i])} ${JSON.stringify(answer)}`)
  return JSON.stringify([told.sort(), w.engine.snapshot()])
}

type Acts = ReadonlyArray<() => Promise<readonly unknown[]>>

/** Every ending of every order, one by one, with each trouble at each request of each. */
const allEndings = async (w: World, acts: Acts, troubles: readonly Trouble[]): Promise<ReadonlySet<string>> => {
  const { play } = turns(w)
  const fresh = w.engine.snapshot()
  const found = new Set<string>()
  const once = async (order: readonly number[], mishap?: Mishap) => {
    w.engine.restore(fresh)
    const { answers, choices } = await play(acts, order, mishap === undefined ? [] : [mishap])
    found.add(ending(w, acts, answers))
    return choices
  }
  const explore = async (mishap?: Mishap): Promise<number> => {
    let longest = 0
    let order: readonly number[] | undefined = []
    while (order !== undefined) {
      const choices: readonly number[] = await once(order, mishap)
      longest = Math.max(longest, choices.length)
      order = nextOrder(order, choices)
    }
    return longest
  }
  const longest = await explore()
  for (let at = 0; at < longest; at++) for (const fault of troubles) await explore({ at, fault })
  w.engine.restore(fresh)
  return found
}

/** The next order after this one, as a clock counts: undefined after the last. */
const nextOrder = (order: readonly number[], choices: readonly number[]): readonly number[] | undefined => {
  const full = choices.map((_, i) => order[i] ?? 0)
  for (let i = full.length - 1; i >= 0; i--) {
    if ((full[i] ?? 0) + 1 < (choices[i] ?? 0)) return [...full.slice(0, i), (full[i] ?? 0) + 1]
  }
  return undefined
}

const endingsOfThoseThatDiffer = async (
  w: World,
  acts: Acts,
  troubles: readonly Trouble[],
): Promise<ReadonlySet<string>> => {
  const { playBy } = turns(w)
  const orders = allThatDiffer(acts, troubles)
  const fresh = w.engine.snapshot()
  const found = new Set<string>()
  do {
    w.engine.restore(fresh)
    const answers = await playBy(acts, orders.choose)
    if (answers !== undefined) found.add(ending(w, acts, answers))
  } while (orders.next())
  w.engine.restore(fresh)
  return found
}

const asking = fc.record({ ask: fc.constantFrom(...ASKS), item: fc.constantFrom('a' as const, 'b' as const) })

const trouble = fc.constantFrom<readonly Trouble[]>(['crash'], ['unanswered'], ['crash', 'unanswered'])

test('the orders that are played end in every way that all orders end', async () => {
  const programs = fc.tuple(
    fc.array(fc.array(asking, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 2 }),
    fc.option(fc.array(asking, { minLength: 1, maxLength: 1 })),
    fc.boolean(),
  )
  const w = world()
  let most = 0
  await fc.assert(
    fc.asyncProperty(programs, trouble, async ([[one = [], two = []], third, twins], troubles) => {
      const first = callOf(w, one)
      const acts = [first, twins ? first : callOf(w, two), ...(third === null ? [] : [callOf(w, third)])]
      const all = await allEndings(w, acts, troubles)
      assert.deepEqual(await endingsOfThoseThatDiffer(w, acts, troubles), all)
      most = Math.max(most, all.size)
    }),
    { numRuns: 10 },
  )
  assert.ok(most > 2, `${most} endings at most`)
})
