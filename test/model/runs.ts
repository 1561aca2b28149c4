import fc from 'fast-check'
import { DAY, HOUR, MINUTE, SECOND } from '#core/time'
import { type Action, type Batch, play, setUp } from './everything.ts'

const small = fc.nat({ max: 3 })
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('start' as const),
      who: fc.constantFrom('anna', 'anna', 'nobody'),
      from: fc.nat({ max: 2 }),
      device: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('resend' as const, 'leave' as const), login: small }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('code' as const),
      login: small,
      code: fc.constantFrom('right', 'right', 'right', 'wrong', 'earlier', 'foreign'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('pin' as const),
      login: small,
      pin: fc.constantFrom('right', 'right', 'wrong'),
      trust: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('refresh' as const),
      session: small,
      token: fc.constantFrom('live', 'old'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('deliver' as const), job: small }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('new_pin' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end_session' as const), session: small }) },
) as fc.Arbitrary<Action>

const mishap = fc.record({
  at: fc.nat({ max: 12 }),
  fault: fc.constantFrom(
    'throttled' as const,
    'lost' as const,
    'unanswered' as const,
    'duplicate' as const,
    'crash' as const,
  ),
})

export const batch: fc.Arbitrary<Batch> = fc.record({
  // Side by side: whatever, or the same twice, which is what races are made of.
  actions: fc.oneof(
    fc.array(action, { minLength: 1, maxLength: 3 }),
    action.map((it) => [it, it]),
  ),
  order: fc.array(fc.nat({ max: 7 }), { maxLength: 24 }),
  mishaps: fc.array(mishap, { maxLength: 2 }),
  wait: fc.constantFrom(0, 0, 0, SECOND, 30 * SECOND, 2 * MINUTE, 6 * MINUTE, 20 * MINUTE, 2 * HOUR, DAY, -5 * SECOND),
})

/** A sign-in as people do it, each step once or twice at the same moment, with whatever happens to its requests. */
const story: fc.Arbitrary<readonly Batch[]> = fc
  .tuple(batch, batch, batch, fc.nat({ max: 2 }), fc.constantFrom(1, 2), fc.constantFrom(1, 2), fc.boolean())
  .map(([first, second, third, from, codes, pins, trust]) => {
    const many = (count: number, action: Action): readonly Action[] => Array.from({ length: count }, () => action)
    const last = -1
    return [
      { ...first, actions: many(1, { do: 'start', who: 'anna', from, device: false }), wait: 0 },
      { ...second, actions: many(codes, { do: 'code', login: last, code: 'right' }), wait: 0 },
      { ...third, actions: many(pins, { do: 'pin', login: last, pin: 'right', trust }) },
    ]
  })

const chapter = fc.oneof({ weight: 3, arbitrary: batch.map((it) => [it]) }, { weight: 1, arbitrary: story })

/** Plays `runs` random histories; a failure prints its seed and its shortest history, and `seed` plays it again. */
export const playRandomly = async (options: {
  readonly runs: number
  readonly depth: number
  readonly seed?: number
  readonly path?: string
}) => {
  const prepared = await setUp()
  const histories = fc
    .array(chapter, { minLength: 3, maxLength: options.depth, size: 'max' })
    .map((chapters) => chapters.flat())
  const { runs: numRuns, seed, path } = options
  await fc.assert(
    fc.asyncProperty(histories, (batches) => play(prepared, batches)),
    { numRuns, ...(seed === undefined ? {} : { seed }), ...(path === undefined ? {} : { path }) },
  )
}
