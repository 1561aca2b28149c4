import fc from 'fast-check'
import { DAY, MINUTE, SECOND } from '#core/time'
import { changes } from './stories-of-change.ts'
import { messages } from './stories-of-messages.ts'
import { byDevice, byEmail, last, network, type Story, signIn, typesNumber, withCode } from './ways-in.ts'

/** The day before trust ends, or the day after. */
const monthLater = (wait: number): Story => [...signIn(0, true, wait), ...byDevice(0)]
const monthLaterByEmail = (wait: number, trust: boolean): Story => [
  byEmail('anna', 0, undefined),
  withCode(trust, wait),
  byEmail('anna', 0, last),
]

/** Back to the number, and in from there; somebody still has the page of before. */
const backAndOn = (login: number): Story => [
  [{ do: 'start', who: 'anna', from: 0, device: undefined }],
  [{ do: 'leave', login: last }],
  [{ do: 'start', who: 'anna', from: 0, device: undefined }],
  [{ do: 'code', login, code: 'right', trust: false }],
  [{ do: 'pin', login, pin: 'right', trust: false }],
]

/** Somebody with the device and without the PIN, as fast as the waits let them. */
const guessesPin = (from: number): Story => [
  [{ do: 'start', who: 'anna', from, device: last }],
  ...[0, 0, 30 * SECOND, MINUTE, 5 * MINUTE].map(
    (wait) => [{ do: 'pin', login: last, pin: 'wrong', trust: false }, wait] as const,
  ),
  [{ do: 'start', who: 'anna', from, device: last }],
]

/** The first message is slow: another is asked for, and then the first one is typed, or the second. */
const asksAgain = (start: Story[number], code: 'right' | 'earlier'): Story => [
  [start[0], 31 * SECOND],
  [{ do: 'resend', login: last, channel: undefined }],
  [{ do: 'code', login: last, code, trust: true }],
  [{ do: 'pin', login: last, pin: 'right', trust: false }],
]

/** Somebody who guesses codes until both are asked for; then the one who has them. */
const guessesCodes = (start: Story[number]): Story => [
  start,
  ...[0, 0, 0].map(() => [{ do: 'code', login: last, code: 'wrong', trust: false }] as const),
  [{ do: 'code', login: last, code: 'wrong', trust: false }, 20 * MINUTE],
  start,
  withCode(false),
  withCode(false),
]

/** A copy of a token is used beside its owner's, sooner or later. */
const copied = (wait: number): Story => [
  [{ do: 'refresh', session: last, token: 'live', from: 0 }, wait],
  [{ do: 'refresh', session: last, token: 'previous', from: 0 }],
  [{ do: 'refresh', session: last, token: 'live', from: 0 }],
]

/** Who ended a session uses it again. */
const endsSession = (end: Story[number]): Story => [
  ...signIn(0, false),
  end,
  [{ do: 'refresh', session: last, token: 'live', from: 0 }],
  [{ do: 'me', session: last, what: 'profile' }],
]
const ends = fc.constantFrom<Story[number]>(
  [{ do: 'sign_out', session: last }],
  [{ do: 'end_session', session: last, other: last }],
  [{ do: 'person', who: 'anna', deed: 'end_sessions' }],
)

const month = fc.constantFrom(29 * DAY, 31 * DAY)

/** Anything that people are known to do. */
export const story: fc.Arbitrary<Story> = fc.oneof(
  fc.tuple(network, fc.boolean()).map(([from, trust]) => signIn(from, trust)),
  network.map(byDevice),
  fc.tuple(network, fc.boolean()).map(([from, trust]) => [byEmail('anna', from, undefined), withCode(trust)]),
  fc.nat({ max: 2 }).map(typesNumber),
  month.map(monthLater),
  fc.tuple(month, fc.boolean()).map(([wait, trust]) => monthLaterByEmail(wait, trust)),
  fc.constantFrom(last, last - 1).map(backAndOn),
  network.map(guessesPin),
  network.map((from) => guessesCodes([{ do: 'start', who: 'anna', from, device: undefined }])),
  network.map((from) => guessesCodes(byEmail('anna', from, undefined))),
  fc
    .constantFrom('right' as const, 'earlier' as const)
    .map((code) => asksAgain([{ do: 'start', who: 'anna', from: 0, device: undefined }], code)),
  fc.constantFrom('right' as const, 'earlier' as const).map((code) => asksAgain(byEmail('anna', 0, undefined), code)),
  fc.constantFrom(0, SECOND, 30 * SECOND).map(copied),
  ends.map(endsSession),
  { weight: 6, arbitrary: changes },
  { weight: 2, arbitrary: messages },
)
