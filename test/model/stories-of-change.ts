import fc from 'fast-check'
import { MINUTE } from '#core/time'
import type { Action } from './vocabulary.ts'
import { byDevice, byEmail, last, type Story, signIn, typesNumber, withCode } from './ways-in.ts'

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

/** Somebody signed in changes what is theirs, while others are in or on their way. */
const changesSecret = (way: Story, factor: 'pin' | 'password', to: number): Story => [
  ...way,
  [{ do: 'own_secret', session: last, factor, how: 'right', to }],
  renews,
]
const changesPhone = (way: Story, to: number, by = last): Story => [
  ...way,
  [{ do: 'own_phone', session: last, how: 'right', to }],
  [{ do: 'own_code', session: by, change: last, code: 'right' }],
  renews,
]
const ways = fc.constantFrom<Story>(
  signIn(0, true),
  [byEmail('anna', 0, undefined), withCode(true)],
  [...signIn(0, true), ...signIn(1, false)],
  typesNumber(0),
)
const choice = fc.nat({ max: 2 })

/** Strangers who begin and never go on, until they are paused; others who come meanwhile, and in the trial after it. */
const begins = (from: number, wait = 0): Story => [
  [{ do: 'start', who: 'anna', from, device: undefined }],
  [{ do: 'deliver', job: last }, wait],
]
const pumps = (lifted: boolean, wait: number): Story => [
  ...[...begins(0), ...begins(1), ...begins(2, 5 * MINUTE)],
  [{ do: 'flow', times: 1 }],
  ...begins(0),
  byEmail('anna', 0, undefined),
  [{ do: 'deliver', job: last }],
  ...(lifted ? [[{ do: 'resume' }] as const] : []),
  [{ do: 'flow', times: 1 }, wait],
  ...[...begins(1), ...begins(2), ...begins(0)],
]

/** A password is forgotten, and set anew, while others are in or on their way. */
const provesNumber: Story = [[{ do: 'reset_code', reset: last, channel: 'sms', code: 'right' }]]
const forgets = (who: 'anna' | 'cleo', meanwhile: Story, to: number): Story => [
  [{ do: 'reset_start', who, from: 0 }],
  [{ do: 'reset_code', reset: last, channel: 'email', code: 'right' }],
  ...meanwhile,
  [{ do: 'reset_password', reset: last, to }],
  renews,
]

/** Two are told twice, and are two; what was before a lift pauses nobody after it. */
const fewAreTold = (times: number): Story => [
  ...begins(0),
  ...begins(1, 5 * MINUTE),
  [{ do: 'flow', times }],
  ...begins(2),
]
const liftedAndJudged: Story = [
  ...[...begins(0), ...begins(1), ...begins(2, 5 * MINUTE)],
  [{ do: 'flow', times: 1 }, MINUTE],
  [{ do: 'resume' }, MINUTE],
  ...begins(0, 5 * MINUTE),
  [{ do: 'flow', times: 1 }],
  ...begins(1),
]

/** While something changes. */
export const changes: fc.Arbitrary<Story> = fc.oneof(
  fc.tuple(ways, fc.constantFrom('pin' as const, 'password' as const), choice).map((all) => changesSecret(...all)),
  fc.tuple(ways, choice, fc.constantFrom(last, last - 1)).map((all) => changesPhone(...all)),
  fc.tuple(ways, choice).map(([way, to]) => [...changesSecret(way, 'pin', to), ...byDevice(0)]),
  fc.tuple(ways, choice).map(([way, to]) => [...changesPhone(way, to), ...byDevice(0)]),
  fc.tuple(fc.boolean(), fc.constantFrom(MINUTE, 11 * MINUTE)).map((all) => pumps(...all)),
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
  fc.constantFrom(1, 2).map(fewAreTold),
  fc.constant(liftedAndJudged),
  changing.map(([before, after]) => meanwhile([[before], byEmail('anna', 0, undefined)], after, [withCode(true)])),
  changing.map(([before, after]) =>
    meanwhile([...signIn(0, true), [before], ...byDevice(0).slice(0, 1)], after, byDevice(0).slice(1)),
  ),
  changing.map(([before, after]) =>
    meanwhile([[before], byEmail('anna', 0, undefined)], after, [renews, byEmail('anna', 0, last)]),
  ),
  changing.map(([before, after]) => meanwhile([[before], ...signIn(0, true)], after, [renews, ...byDevice(0)])),
)
