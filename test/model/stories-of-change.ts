import fc from 'fast-check'
import type { Action } from './vocabulary.ts'
import { byDevice, byEmail, last, type Story, signIn, typesNumber, withCode } from './ways-in.ts'

/** A rule that changes while somebody is on the way in, or between two renewals. */
const meanwhile = (way: Story, change: Action, later: Story): Story => [...way, [change], ...later]
const renews: Story[number] = [{ do: 'refresh', session: last, token: 'live', from: 0 }]
/** Whoever was in before, and still holds what they were given. */
const others: Story = [
  [{ do: 'me', session: last - 1, what: 'profile' }],
  [{ do: 'refresh', session: last - 1, token: 'live', from: 0 }],
]
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

/** Somebody signed in changes what is theirs, while others are in or on their way. */
const changesSecret = (way: Story, factor: 'pin' | 'password', to: number): Story => [
  ...way,
  [{ do: 'own_secret', session: last, factor, how: 'right', to }],
  renews,
  ...others,
]
const changesPhone = (way: Story, to: number, by = last): Story => [
  ...way,
  [{ do: 'own_phone', session: last, how: 'right', to }],
  [{ do: 'own_code', session: by, change: last, code: 'right' }],
  renews,
  ...others,
]
/** Somebody is halfway in while what let them begin is taken away, or an admin deals with them. */
const taken = fc.constantFrom<Action>(
  { do: 'end_device', session: last, device: last },
  { do: 'end_session', session: last, other: last },
  { do: 'person', who: 'anna', deed: 'end_sessions' },
  { do: 'person', who: 'anna', deed: 'unlock' },
  { do: 'correct', who: 'anna', to: 1 },
  { do: 'correct', who: 'anna', to: 2 },
  { do: 'invite', to: 1, where: 'elsewhere' },
)
const halfway = fc.constantFrom<readonly [Story, Story]>(
  [[...signIn(0, true), ...byDevice(0).slice(0, 1)], byDevice(0).slice(1)],
  [[...signIn(0, true), ...signIn(1, false).slice(0, 1)], signIn(1, false).slice(1)],
  [[...signIn(0, true), ...signIn(1, false).slice(0, 2)], signIn(1, false).slice(2)],
  [[...signIn(0, true), byEmail('anna', 0, undefined)], [withCode(true)]],
  [
    [...signIn(0, true), [{ do: 'own_phone', session: last, how: 'right', to: 1 }]],
    [[{ do: 'own_code', session: last, change: last, code: 'right' }]],
  ],
)

const ways = fc.constantFrom<Story>(
  signIn(0, true),
  [byEmail('anna', 0, undefined), withCode(true)],
  [...signIn(0, true), ...signIn(1, false)],
  typesNumber(0),
)
const choice = fc.nat({ max: 2 })

/** A password is forgotten, and set anew, while others are in or on their way. */
const provesNumber: Story = [[{ do: 'reset_code', reset: last, channel: 'sms', code: 'right' }]]
const forgets = (who: 'anna' | 'cleo', meanwhile: Story, to: number): Story => [
  [{ do: 'reset_start', who, from: 0 }],
  [{ do: 'reset_code', reset: last, channel: 'email', code: 'right' }],
  ...meanwhile,
  [{ do: 'reset_password', reset: last, to }],
  renews,
  ...others,
]

/** While something changes. */
export const changes: fc.Arbitrary<Story> = fc.oneof(
  fc.tuple(ways, fc.constantFrom('pin' as const, 'password' as const), choice).map((all) => changesSecret(...all)),
  fc.tuple(ways, choice, fc.constantFrom(last, last - 1)).map((all) => changesPhone(...all)),
  fc.tuple(ways, choice).map(([way, to]) => [...changesSecret(way, 'pin', to), ...byDevice(0)]),
  fc.tuple(ways, choice).map(([way, to]) => [...changesPhone(way, to), ...byDevice(0)]),
  fc
    .tuple(
      fc.constantFrom('anna' as const, 'cleo' as const),
      fc.oneof(
        fc.constantFrom<Story>(provesNumber, provesNumber, [], [[{ do: 'reset_leave', reset: last }], ...provesNumber]),
        ways.map((way) => [...way, ...provesNumber]),
      ),
      choice,
    )
    .map((all) => forgets(...all)),
  fc.tuple(ways, choice).map(([way, to]) => [...changesPhone(way, to), ...forgets('anna', provesNumber, to)]),
  fc.tuple(halfway, taken).map(([[way, on], change]) => meanwhile(way, change, [...on, renews, ...others])),
  changing.map(([before, after]) => meanwhile([[before], byEmail('anna', 0, undefined)], after, [withCode(true)])),
  changing.map(([before, after]) =>
    meanwhile([...signIn(0, true), [before], ...byDevice(0).slice(0, 1)], after, byDevice(0).slice(1)),
  ),
  changing.map(([before, after]) =>
    meanwhile([[before], byEmail('anna', 0, undefined)], after, [renews, byEmail('anna', 0, last)]),
  ),
  changing.map(([before, after]) => meanwhile([[before], ...signIn(0, true)], after, [renews, ...byDevice(0)])),
)
