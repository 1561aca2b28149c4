import fc from 'fast-check'
import { DAY, MINUTE, SECOND } from '#core/time'
import type { Action } from './vocabulary.ts'

/** What people do one after the other, and the time that passes after each step. */
export type Story = readonly (readonly [Action, number?])[]

const last = -1
const network = fc.nat({ max: 2 })

const signIn = (from: number, trust: boolean, wait = 0): Story => [
  [{ do: 'start', who: 'anna', from, device: undefined }],
  [{ do: 'code', login: last, code: 'right', trust }],
  [{ do: 'pin', login: last, pin: 'right', trust }, wait],
]
const byDevice = (from: number): Story => [
  [{ do: 'start', who: 'anna', from, device: last }],
  [{ do: 'pin', login: last, pin: 'right', trust: false }],
]
const byEmail = (who: 'anna' | 'cleo', from: number, device: number | undefined): Story[number] => [
  { do: 'start_email', who, from, device, password: 'right' },
]
const withCode = (trust: boolean, wait = 0): Story[number] => [{ do: 'code', login: last, code: 'right', trust }, wait]

/** The day before trust ends, or the day after. */
const monthLater = (wait: number): Story => [...signIn(0, true, wait), ...byDevice(0)]
const monthLaterByEmail = (wait: number, trust: boolean): Story => [
  byEmail('anna', 0, undefined),
  withCode(trust, wait),
  byEmail('anna', 0, last),
]

/** Nobody knows Cleo's number: she types one, and proves the mailbox before it. */
const typesNumber = (number: number): Story => [
  byEmail('cleo', 0, undefined),
  [{ do: 'number', login: last, number }],
  withCode(true),
  withCode(true),
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
  [{ do: 'resend', login: last }],
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

/** A rule that changes while somebody is on the way in, or between two renewals. */
const meanwhile = (way: Story, change: Action, later: Story): Story => [...way, [change], ...later]
const renews: Story[number] = [{ do: 'refresh', session: last, token: 'live', from: 0 }]
const changing = fc.constantFrom<readonly [Action, Action]>(
  [
    { do: 'settings', setting: 'no_two_factor' },
    { do: 'settings', setting: 'two_factor' },
  ],
  [
    { do: 'person', who: 'anna', deed: 'exempt' },
    { do: 'person', who: 'anna', deed: 'not_exempt' },
  ],
  [
    { do: 'person', who: 'anna', deed: 'enable' },
    { do: 'person', who: 'anna', deed: 'disable' },
  ],
  [
    { do: 'settings', setting: 'trust' },
    { do: 'settings', setting: 'no_trust' },
  ],
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
  changing.map(([before, after]) =>
    meanwhile([[before], byEmail('anna', 0, undefined)], after, [renews, byEmail('anna', 0, last)]),
  ),
  changing.map(([before, after]) => meanwhile([[before], ...signIn(0, true)], after, [renews, ...byDevice(0)])),
  changing.map(([before, after]) => meanwhile([[before], byEmail('anna', 0, undefined)], after, [withCode(true)])),
  changing.map(([before, after]) =>
    meanwhile([...signIn(0, true), [before], ...byDevice(0).slice(0, 1)], after, byDevice(0).slice(1)),
  ),
)
