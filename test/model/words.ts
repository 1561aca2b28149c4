import fc from 'fast-check'
import { NO_MONEY } from './rules.ts'
import type { Action } from './vocabulary.ts'

/** One of the first few, or of the newest. */
export const some = fc.integer({ min: -3, max: 3 })
const network = fc.nat({ max: 2 })
const device = fc.option(some, { nil: undefined })
const word = <T extends string>(it: T) => fc.constant(it)
const of = <T extends string | undefined>(...these: readonly T[]) => fc.constantFrom(...these)

type Weighed = { readonly weight: number; readonly arbitrary: fc.Arbitrary<Action> }
const often = (weight: number, arbitrary: fc.Arbitrary<Action>): Weighed => ({ weight, arbitrary })

const signingIn = [
  often(4, fc.record({ do: word('start'), who: of('anna', 'anna', 'nobody'), from: network, device })),
  often(
    3,
    fc.record({
      do: word('start_email'),
      who: of('anna', 'anna', 'cleo', 'cleo', 'nobody'),
      from: network,
      device,
      password: of('right', 'right', 'right', 'old', 'wrong'),
    }),
  ),
  often(2, fc.record({ do: word('number'), login: some, number: fc.nat({ max: 2 }) })),
  often(
    1,
    fc.record({ do: word('resend'), login: some, channel: of(undefined, undefined, 'sms' as const, 'email' as const) }),
  ),
  often(1, fc.record({ do: of('leave', 'look'), login: some })),
  often(
    6,
    fc.record({
      do: word('code'),
      login: some,
      code: of('right', 'right', 'right', 'wrong', 'earlier', 'foreign'),
      trust: fc.boolean(),
    }),
  ),
  often(
    5,
    fc.record({
      do: word('pin'),
      login: some,
      pin: of('right', 'right', 'right', 'old', 'wrong'),
      trust: fc.boolean(),
    }),
  ),
]

const signedIn = [
  often(
    3,
    fc.record({ do: word('refresh'), session: some, token: of('live', 'live', 'previous', 'old'), from: network }),
  ),
  often(2, fc.record({ do: word('me'), session: some, what: of('profile', 'sessions', 'devices') })),
  often(1, fc.record({ do: word('sign_out'), session: some })),
  often(1, fc.record({ do: word('end_session'), session: some, other: some })),
  often(1, fc.record({ do: word('end_device'), session: some, device: some })),
]

const choice = fc.nat({ max: 2 })
const ownAccount = [
  often(
    2,
    fc.record({
      do: word('own_secret'),
      session: some,
      factor: of('pin', 'password'),
      how: of('right', 'right', 'old', 'wrong'),
      to: choice,
    }),
  ),
  often(1, fc.record({ do: word('own_phone'), session: some, how: of('right', 'right', 'wrong'), to: choice })),
  often(1, fc.record({ do: word('own_code'), session: some, change: some, code: of('right', 'right', 'wrong') })),
]

const forgetting = [
  often(1, fc.record({ do: word('reset_start'), who: of('anna', 'anna', 'cleo', 'nobody'), from: network })),
  often(
    2,
    fc.record({
      do: word('reset_code'),
      reset: some,
      channel: of('email', 'email', 'sms'),
      code: of('right', 'right', 'wrong'),
    }),
  ),
  often(1, fc.record({ do: word('reset_password'), reset: some, to: choice })),
  often(1, fc.record({ do: word('reset_leave'), reset: some })),
]

const administered = [
  often(
    3,
    fc.record({
      do: word('settings'),
      setting: of(
        ...(['two_factor', 'no_two_factor', 'by_email', 'by_sms', 'network', 'no_network'] as const),
        ...(['trust', 'no_trust', 'abroad', 'at_home', 'mail_when_spent', 'no_mail_when_spent'] as const),
      ),
    }),
  ),
  often(
    2,
    fc.record({
      do: word('person'),
      who: of('anna', 'anna', 'cleo'),
      deed: of('disable', 'enable', 'enable', 'exempt', 'not_exempt', 'unlock', 'end_sessions'),
    }),
  ),
  often(1, fc.record({ do: word('correct'), who: of('anna', 'cleo'), to: choice })),
]

const operated = [
  often(1, fc.record({ do: word('invite'), to: choice, where: of('here', 'elsewhere') })),
  often(1, fc.record({ do: word('budget'), limit: of(NO_MONEY, '100.00', '100.00') })),
]

const deliver = fc.record({
  do: word('deliver'),
  job: some,
  provider: of('accepts', 'accepts', 'accepts', 'refuses', 'is_silent'),
})

const beside = [
  often(2, deliver),
  often(1, fc.record({ do: word('flow'), times: fc.integer({ min: 1, max: 2 }) })),
  often(1, fc.record({ do: word('resume') })),
  often(1, fc.record({ do: word('new_pin') })),
]

/** Anything that may be done. */
export const action: fc.Arbitrary<Action> = fc.oneof(
  ...signingIn,
  ...signedIn,
  ...ownAccount,
  ...forgetting,
  ...administered,
  ...operated,
  ...beside,
)
