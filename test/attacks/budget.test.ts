import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Sent } from '#core/ledger'
import { DAY, MINUTE } from '#core/time'
import { senderWorld } from '#support/sender'
import { run } from '../../lambdas/send-message/handler.ts'

const money = (limit: string) => ({ smsBudget: { limit, currency: 'EUR' } })

test('200 messages at once with money for 50 are exactly 50 messages', async () => {
  const world = await senderWorld(money('5.00'))
  const senders = Array.from({ length: 8 }, () => world.another())
  const jobs = Array.from({ length: 200 }, () => world.job(world.name()))
  await Promise.all(jobs.map((job, i) => run(job, senders[i % senders.length] ?? world.ports)))
  const { usedMicros, reservedMicros, leftMicros } = await world.stored()
  assert.equal(world.sms.length, 50)
  assert.deepEqual(
    { usedMicros, reservedMicros, leftMicros },
    { usedMicros: 5_000_000, reservedMicros: 0, leftMicros: 0 },
  )
  const views = await Promise.all(jobs.map((job) => world.view(job)))
  assert.equal(views.filter(({ why }) => why === 'sms_budget_spent').length, 150)
})

test('200 sign-ins at once never touch the money that is kept for resets, and admins hear once that theirs is gone', async () => {
  const world = await senderWorld(money('5.00'))
  await Promise.all(Array.from({ length: 200 }, () => world.send(world.name(), { mayUseReserve: false })))
  assert.equal(world.sms.length, 45)
  const told = world.dispatched.map((job) => job.kind === 'notice' && job.notice).sort()
  assert.deepEqual(told, ['budget_100', 'budget_50', 'budget_80'])
})

test('admins are warned once although a hundred messages cross the line together', async () => {
  const world = await senderWorld(money('10.00'))
  await Promise.all(Array.from({ length: 100 }, () => world.send(world.name())))
  await Promise.all(Array.from({ length: 20 }, () => world.send(world.name())))
  assert.deepEqual(world.dispatched.map((job) => job.kind === 'notice' && job.notice).sort(), [
    'budget_100',
    'budget_50',
    'budget_80',
  ])
})

test('fifty copies of one event are one message and one price', async () => {
  const world = await senderWorld()
  const job = world.job('login')
  const senders = Array.from({ length: 5 }, () => world.another())
  await Promise.all(Array.from({ length: 50 }, (_, i) => run(job, senders[i % 5] ?? world.ports)))
  assert.equal(world.sms.length, 1)
  assert.equal((await world.stored()).usedMicros, 100_000)
})

test('the sweep and a sender that wakes up late settle one reservation once, whatever the sender then says', async () => {
  for (const [late, used] of [
    [{ outcome: 'accepted', providerId: 'p' }, 100_000],
    [{ outcome: 'refused' }, 0],
    [{ outcome: 'unknown' }, 100_000],
  ] as const) {
    const world = await senderWorld()
    const { promise, resolve } = Promise.withResolvers<Sent>()
    world.provider.answer = () => promise
    const sending = world.send('slow')
    await new Promise((wait) => setTimeout(wait, 20))
    world.passes(11 * MINUTE)
    await world.figures()
    resolve(late)
    await sending
    const { usedMicros, reservedMicros, leftMicros, days } = await world.stored()
    assert.deepEqual(
      [usedMicros, reservedMicros, leftMicros, days['15']],
      [used, 0, 10_000_000 - used, used],
      late.outcome,
    )
  }
})

type Fate = 'accepted' | 'refused' | 'unknown' | 'crash'
const fate = fc.constantFrom<Fate>('accepted', 'refused', 'unknown', 'crash')
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('send' as const), fates: fc.array(fate, { minLength: 1, maxLength: 6 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(MINUTE, 11 * MINUTE, DAY, 20 * DAY),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('look' as const) }) },
)

test('whatever providers answer, senders crash and months end: no month pays for more than its limit, and the sums agree', async () => {
  const plays = fc.array(step, { minLength: 3, maxLength: 14 })
  const holds = async (play: readonly (typeof plays extends fc.Arbitrary<readonly (infer S)[]> ? S : never)[]) => {
    const world = await senderWorld(money('1.00'), 0)
    const spent = new Map<string, number>()
    for (const it of play) {
      if (it.kind === 'wait') world.passes(it.ms)
      if (it.kind === 'look') await world.figures()
      if (it.kind !== 'send') continue
      const month = new Date(world.now()).toISOString().slice(0, 7)
      const fates = [...it.fates]
      world.provider.answer = async () => {
        const next = fates.shift() ?? 'accepted'
        if (next !== 'refused') spent.set(month, (spent.get(month) ?? 0) + 100_000)
        if (next === 'crash') throw new Error('the function was ended')
        return next === 'accepted' ? { outcome: next, providerId: 'p' } : { outcome: next }
      }
      await Promise.allSettled(it.fates.map(() => world.send(world.name())))
      const { limitMicros, leftMicros, usedMicros, reservedMicros } = await world.stored()
      assert.equal(leftMicros, limitMicros - usedMicros - reservedMicros)
      assert.ok(leftMicros >= 0 && reservedMicros >= 0)
      assert.equal(usedMicros + reservedMicros, spent.get(month) ?? 0)
      assert.ok((spent.get(month) ?? 0) <= limitMicros)
    }
  }
  await fc.assert(fc.asyncProperty(plays, holds), { numRuns: 60 })
})
