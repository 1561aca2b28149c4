import fc from 'fast-check'
import { DAY, HOUR, MINUTE, SECOND } from '#core/time'
import type { Action, Batch } from './vocabulary.ts'

const small = fc.nat({ max: 3 })
const word = fc.constant
const one = <T extends Action>(record: fc.Arbitrary<T>, weight: number) => ({ weight, arbitrary: record })

const signingIn = [
  one(
    fc.record({
      do: word('start' as const),
      who: fc.constantFrom('anna' as const, 'anna' as const, 'nobody' as const),
      from: fc.nat({ max: 2 }),
      device: fc.option(small, { nil: undefined }),
    }),
    4,
  ),
  one(fc.record({ do: fc.constantFrom('resend' as const, 'leave' as const, 'look' as const), login: small }), 2),
  one(
    fc.record({
      do: word('code' as const),
      login: small,
      code: fc.constantFrom(...(['right', 'right', 'right', 'wrong', 'earlier', 'foreign'] as const)),
    }),
    6,
  ),
  one(
    fc.record({
      do: word('pin' as const),
      login: small,
      pin: fc.constantFrom('right' as const, 'right' as const, 'wrong' as const),
      trust: fc.boolean(),
    }),
    6,
  ),
]

const signedIn = [
  one(
    fc.record({
      do: word('refresh' as const),
      session: small,
      token: fc.constantFrom('live' as const, 'live' as const, 'previous' as const, 'old' as const),
    }),
    3,
  ),
  one(
    fc.record({
      do: word('me' as const),
      session: small,
      what: fc.constantFrom('profile' as const, 'sessions' as const, 'devices' as const),
    }),
    2,
  ),
  one(fc.record({ do: word('sign_out' as const), session: small }), 1),
  one(fc.record({ do: word('end_session' as const), session: small, other: small }), 1),
  one(fc.record({ do: word('end_device' as const), session: small, device: small }), 1),
]

const beside = [
  one(fc.record({ do: word('deliver' as const), job: small }), 2),
  one(fc.record({ do: word('new_pin' as const) }), 1),
]

const action: fc.Arbitrary<Action> = fc.oneof(...[...signingIn, ...signedIn, ...beside])

const mishap = fc.record({
  at: fc.nat({ max: 12 }),
  fault: fc.constantFrom(...(['throttled', 'lost', 'unanswered', 'duplicate', 'crash'] as const)),
})

const batch: fc.Arbitrary<Batch> = fc.record({
  // Side by side: whatever, or the same twice, which is what races are made of.
  actions: fc.oneof(
    fc.array(action, { minLength: 1, maxLength: 3 }),
    action.map((it) => [it, it]),
  ),
  order: fc.array(fc.nat({ max: 7 }), { maxLength: 24 }),
  mishaps: fc.array(mishap, { maxLength: 2 }),
  wait: fc.constantFrom(
    0,
    0,
    0,
    SECOND,
    30 * SECOND,
    2 * MINUTE,
    6 * MINUTE,
    20 * MINUTE,
    2 * HOUR,
    DAY,
    -5 * SECOND,
    8 * DAY,
  ),
})

/** What people do one after the other, each step once or twice at the same moment, with whatever happens to its requests. */
const told = (steps: readonly (readonly [Action, number?])[]): fc.Arbitrary<readonly Batch[]> =>
  fc.tuple(
    ...steps.map(([it, wait = 0]) =>
      fc
        .tuple(batch, fc.constantFrom(1, 1, 2))
        .map(([as, times]) => ({ ...as, actions: Array.from({ length: times }, () => it), wait })),
    ),
  )

const last = -1
const signIn = fc
  .record({ from: fc.nat({ max: 2 }), trust: fc.boolean() })
  .chain(({ from, trust }) =>
    told([
      [{ do: 'start', who: 'anna', from, device: undefined }],
      [{ do: 'code', login: last, code: 'right' }],
      [{ do: 'pin', login: last, pin: 'right', trust }],
    ]),
  )
const byDevice = fc
  .nat({ max: 2 })
  .chain((from) =>
    told([
      [{ do: 'start', who: 'anna', from, device: last }],
      [{ do: 'pin', login: last, pin: 'right', trust: false }],
    ]),
  )
/** The day before trust ends, or the day after. */
const monthLater = fc
  .constantFrom(29 * DAY, 31 * DAY)
  .chain((wait) =>
    told([
      [{ do: 'start', who: 'anna', from: 0, device: undefined }],
      [{ do: 'code', login: last, code: 'right' }],
      [{ do: 'pin', login: last, pin: 'right', trust: true }, wait],
      [{ do: 'start', who: 'anna', from: 0, device: last }],
    ]),
  )
/** Back to the number, and in from there; somebody still has the page of before. */
const backAndOn = fc
  .constantFrom(last, last - 1)
  .chain((login) =>
    told([
      [{ do: 'start', who: 'anna', from: 0, device: undefined }],
      [{ do: 'leave', login: last }],
      [{ do: 'start', who: 'anna', from: 0, device: undefined }],
      [{ do: 'code', login, code: 'right' }],
      [{ do: 'pin', login, pin: 'right', trust: false }],
    ]),
  )
/** Somebody with the device and without the PIN, as fast as the waits let them. */
const guessing = fc
  .nat({ max: 2 })
  .chain((from) =>
    told([
      [{ do: 'start', who: 'anna', from, device: last }],
      ...[0, 0, 30 * SECOND, MINUTE, 5 * MINUTE].map(
        (wait) => [{ do: 'pin', login: last, pin: 'wrong', trust: false }, wait] as const,
      ),
      [{ do: 'start', who: 'anna', from, device: last }],
    ]),
  )
/** A copy of a token is used beside its owner's, sooner or later. */
const renewals = fc
  .constantFrom(0, SECOND, 30 * SECOND)
  .chain((wait) =>
    told([
      [{ do: 'refresh', session: last, token: 'live' }, wait],
      [{ do: 'refresh', session: last, token: 'previous' }],
      [{ do: 'refresh', session: last, token: 'live' }],
    ]),
  )

const chapter = fc.oneof(
  { weight: 6, arbitrary: batch.map((it) => [it]) },
  { weight: 2, arbitrary: signIn },
  { weight: 1, arbitrary: byDevice },
  { weight: 1, arbitrary: monthLater },
  { weight: 1, arbitrary: backAndOn },
  { weight: 1, arbitrary: guessing },
  { weight: 1, arbitrary: renewals },
)

/** Histories of up to so many chapters. */
export const histories = (depth: number): fc.Arbitrary<readonly Batch[]> =>
  fc.array(chapter, { minLength: 3, maxLength: depth, size: 'max' }).map((chapters) => chapters.flat())
