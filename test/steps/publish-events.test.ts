import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Ask } from '#adapters/aws-json'
import { type EventCalls, events } from '#adapters/events'
import type { AuthEvent } from '#core/auth-event'
import { world } from '#support/world'
import { run } from '../../lambdas/publish-events/handler.ts'

const record = (n: number) => ({
  eventID: `record-${n}`,
  eventName: 'INSERT',
  dynamodb: {
    ApproximateCreationDateTime: 1_795_262_400,
    NewImage: {
      pk: { S: 'PERSON#anna' },
      sk: { S: `SESSION#s${n}` },
      sessionId: { S: `s${n}` },
      organisationId: { S: 'clinic' },
      secretHash: { B: 'AAAA' },
    },
  },
})
const batchOf = (count: number) => ({ Records: Array.from({ length: count }, (_, n) => record(n)) })

/** A bus that refuses so many entries of each call. */
const bus = (refused = 0) => {
  const calls: (readonly AuthEvent[])[] = []
  const ask: Ask<EventCalls> = async (_operation, { Entries: entries }) => {
    assert.ok(entries.every(({ EventBusName, Source }) => EventBusName === 'the-bus' && Source === 'latchkey'))
    calls.push(entries.map(({ Detail }) => JSON.parse(Detail)))
    return { FailedEntryCount: refused }
  }
  return { calls, ports: { ...world().ports, events: events(ask, 'the-bus') } }
}

test('what a batch tells goes to the bus in its order, ten to a call and never an empty call', async () => {
  const { calls, ports } = bus()
  await run(batchOf(23), ports)
  assert.deepEqual(
    calls.map((entries) => entries.length),
    [10, 10, 3],
  )
  assert.deepEqual(
    calls.flat().map(({ sessionId, at }) => [sessionId, at]),
    Array.from({ length: 23 }, (_, n) => [`s${n}`, '2026-11-21T12:00:00.000Z']),
  )
  await run(batchOf(0), ports)
  assert.equal(calls.length, 3)
})

test('a batch of which the bus refused one event counts as not told, so that it comes again', async () => {
  const { calls, ports } = bus(1)
  await assert.rejects(run(batchOf(23), ports), /refused 1 events/)
  assert.equal(calls.length, 1)
})

test('what is no batch of a table counts as not told', async () => {
  const { ports } = bus()
  for (const wrong of [undefined, {}, { Records: [{}] }, []]) await assert.rejects(run(wrong, ports))
})
