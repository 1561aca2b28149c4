import type { Breaker, Gate, Turn } from '#core/breaker'
import type { News } from '#core/news'
import type { Ports } from '#core/ports'
import { type Beat, countBeats, type Pulse, quietPulse } from '#core/pulse'
import { DAY } from '#core/time'
import { type Dynamo, dynamoFromEnvironment, type Item, type Write } from './dynamo.ts'
import { keys } from './keys.ts'
import { putNews } from './news.ts'

const TRIES = 8
const PULSE_LIFE_MS = 7 * DAY

type Basics = Pick<Ports, 'clock' | 'limits' | 'stage'>
type Stored = Pulse & { readonly version: number }

const asStored = (item: Item | undefined): Stored | undefined => item as unknown as Stored | undefined

/** The field is what it was when it was read. */
const same = (field: keyof Gate, gate: Gate): string =>
  gate[field] === undefined ? `attribute_not_exists(${field})` : `${field} = :was_${field}`
const SEEN = ['pausedUntil', 'trialUntil', 'liftedAt'] as const
const asSeen = (gate: Gate) => ({
  condition: ['attribute_exists(pk)', ...SEEN.map((field) => same(field, gate))].join(' AND '),
  values: Object.fromEntries(SEEN.map((field) => [`:was_${field}`, gate[field]])),
})

const newsOf = (organisationId: string, at: number, turn: Turn, refused: boolean): News =>
  turn.verdict === 'pause'
    ? {
        ...{ organisationId, at, word: 'paused', refused, until: turn.pause.pausedUntil },
        ...{ why: turn.why, counted: turn.counted, inARow: turn.pause.pauses },
      }
    : { organisationId, at, word: 'resumed', by: 'trial', counted: turn.counted }

const turnGate = (organisationId: string, judged: Gate, turn: Turn, now: number): Write => {
  const seen = asSeen(judged)
  const gate = { op: 'update', table: 'ledger', key: keys.budget(organisationId), condition: seen.condition } as const
  if (turn.verdict === 'resume')
    return { ...gate, update: 'SET trialUntil = :now', values: { ...seen.values, ':now': now } }
  const { pausedAt, pausedUntil, trialUntil, pauses } = turn.pause
  return {
    ...gate,
    update: [
      'SET pausedAt = :at, pausedUntil = :until, pausedFor = :why, pauses = :pauses, trialUntil = :trialUntil',
      'REMOVE trialFullAt',
    ].join(' '),
    values: {
      ...seen.values,
      ...{ ':at': pausedAt, ':until': pausedUntil, ':why': turn.why, ':pauses': pauses, ':trialUntil': trialUntil },
    },
  }
}

/** From now on every write looks at the gate, in whichever environment it is counted. */
const watch = (organisationId: string, until: number): Write => ({
  op: 'update',
  table: 'ledger',
  key: keys.pulse(organisationId),
  update: 'SET watchUntil = :until, version = version + :one',
  condition: 'attribute_exists(pk)',
  values: { ':until': until, ':one': 1 },
})

/** An admin knows better. Whoever judges figures from before it finds the gate changed, and judges anew by what comes after. */
export const liftPause = (organisationId: string, at: number): Write => ({
  op: 'update',
  table: 'ledger',
  key: keys.budget(organisationId),
  update: 'SET liftedAt = :at REMOVE pausedAt, pausedUntil, pausedFor, pauses, trialUntil, trialFullAt',
  condition: 'trialUntil > :at',
  values: { ':at': at },
})

export const breaker = (db: Dynamo, { clock, limits, stage }: Basics): Breaker => {
  const write = (organisationId: string, pulse: Pulse, before: Stored | undefined) =>
    db.put(
      'ledger',
      {
        ...keys.pulse(organisationId),
        ...pulse,
        version: (before?.version ?? 0) + 1,
        ttl: Math.ceil((clock.now() + PULSE_LIFE_MS) / 1_000),
      },
      before === undefined ? 'attribute_not_exists(pk)' : 'version = :seen',
      before === undefined ? undefined : { ':seen': before.version },
    )

  return {
    // Counted on what was read, written only while that holds. What stood in the way is what the next try begins with.
    async count(organisationId, beats: readonly Beat[]) {
      let before = asStored(await db.get('ledger', keys.pulse(organisationId)))
      for (let tries = 0; tries < TRIES; tries++) {
        const now = clock.now()
        const quiet = before ?? quietPulse(now, limits)
        const pulse = countBeats(quiet, beats, now, limits)
        if (pulse === undefined) return quiet
        const outcome = await write(organisationId, pulse, before)
        if (outcome.done) return pulse
        before = asStored(outcome.item)
      }
      throw new Error('the pulse changed under every try to count')
    },

    async gate(organisationId) {
      return ((await db.get('ledger', keys.budget(organisationId))) ?? {}) as Gate
    },

    async turn(organisationId, judged, turn) {
      const now = clock.now()
      await db.transact([
        turnGate(organisationId, judged, turn, now),
        putNews(newsOf(organisationId, now, turn, stage.smsFloods === 'refuse')),
        ...(turn.verdict === 'pause' ? [watch(organisationId, turn.pause.trialUntil)] : []),
      ])
    },
  }
}

export const make = (basics: Basics): Breaker => breaker(dynamoFromEnvironment(), basics)
