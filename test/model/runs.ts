import fc from 'fast-check'
import { DAY, HOUR, MINUTE, SECOND } from '#core/time'
import { type Action, type Batch, play, setUp } from './everything.ts'

const small = fc.nat({ max: 5 })
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
      code: fc.constantFrom('right', 'right', 'wrong', 'earlier', 'foreign'),
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
  fault: fc.constantFrom('throttled' as const, 'lost' as const, 'unanswered' as const, 'crash' as const),
})

const batch: fc.Arbitrary<Batch> = fc.record({
  actions: fc.array(action, { minLength: 1, maxLength: 3 }),
  order: fc.array(fc.nat({ max: 7 }), { maxLength: 24 }),
  mishaps: fc.array(mishap, { maxLength: 2 }),
  wait: fc.constantFrom(0, 0, 0, SECOND, 30 * SECOND, 2 * MINUTE, 6 * MINUTE, 20 * MINUTE, 2 * HOUR, DAY, -5 * SECOND),
})

/** Plays `runs` random histories; a failure prints its seed and its shortest history, and `seed` plays it again. */
export const playRandomly = async (options: {
  readonly runs: number
  readonly depth: number
  readonly seed?: number
  readonly path?: string
}) => {
  const prepared = await setUp()
  const histories = fc.array(batch, { minLength: 3, maxLength: options.depth, size: 'max' })
  const { runs: numRuns, seed, path } = options
  await fc.assert(
    fc.asyncProperty(histories, (batches) => play(prepared, batches)),
    { numRuns, ...(seed === undefined ? {} : { seed }), ...(path === undefined ? {} : { path }) },
  )
}
