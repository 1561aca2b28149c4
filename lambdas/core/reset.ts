import type { Unsent } from './ledger.ts'
import type { Limits } from './limits.ts'
import type { Channel, Footprint } from './login.ts'
import type { CodePurpose } from './message-job.ts'
import type { Person } from './person.ts'

/** What is forgotten, and so what is set anew at the end. */
export type ResetPurpose = 'pin' | 'password'

export type CodeStep = 'sms_code' | 'email_code'
export type SecretStep = 'new_pin' | 'new_password'
export type WaitStep = CodeStep | SecretStep

/** How a reset ends without a new secret. */
export type ResetEnd = 'expired' | 'cancelled' | 'too_many_tries' | 'not_sent'

/** The steps in their order: a code by one channel, a code by the other, and only then the new secret. */
export const ROADS: Readonly<Record<ResetPurpose, readonly WaitStep[]>> = {
  pin: ['sms_code', 'email_code', 'new_pin'],
  password: ['email_code', 'sms_code', 'new_password'],
}

export const CODE_PURPOSES = { pin: 'pin_reset', password: 'password_reset' } as const satisfies Record<
  ResetPurpose,
  CodePurpose
>

/** One run of a forgotten PIN or password. Begun without knowing whether anybody stands behind the number or address. */
export type Reset = {
  readonly resetId: string
  readonly purpose: ResetPurpose
  readonly step: WaitStep | 'done' | 'closed'
  readonly end?: ResetEnd
  /** Of an end as `not_sent`: why. */
  readonly unsent?: Unsent
  /** Of `too_many_messages`: when another may be asked for. */
  readonly heldUntil?: number
  /** Hash of each handle → the client it belongs to. */
  readonly handles: Readonly<Record<string, string>>
  /** The one handle that gave the first right code, and so may go on. */
  readonly passedBy?: string
  readonly seed: string
  /** Sends and tries of the present step; both begin anew with the next one. */
  readonly sends: number
  readonly sentAt: number
  readonly tries: number
  /** Masked: what the caller typed for the first step, what is on file only after it. */
  readonly sentTo: string
  /** Where the present step's code goes. Undefined for a decoy: nobody stands behind what was typed. */
  readonly sealed?: string
  readonly country?: string
  readonly startedAt: number
  /** The end of the present step. */
  readonly expiresAt: number
  readonly personId?: string
  readonly organisationId: string
  readonly epoch: number
  readonly numberIndex: string
  /** As of a login: charged for its tries when it began. */
  readonly rowCharged?: boolean
  readonly locale: string
  /** Begun on a device the person has signed in on before: it draws on allowances of its own. */
  readonly known?: true
  /** How the workflow that waits for the present step is told. Never leaves the server. */
  readonly token?: string
  readonly doneAt?: number
  readonly trail: readonly Footprint[]
}

export const channelOf = (step: CodeStep): Channel => (step === 'sms_code' ? 'sms' : 'email')

/** What the messages of a step are named after, in the ledger and in the codes: each step has its own. */
export const messageNameOf = ({ resetId }: Pick<Reset, 'resetId'>, step: CodeStep): string =>
  `${resetId}.${channelOf(step)}`

export const isCodeStep = (step: Reset['step']): step is CodeStep => step === 'sms_code' || step === 'email_code'

/** Where a reset stands against a step of its road: still before it, at it, beyond it, or over. */
export const standing = (
  reset: Pick<Reset, 'purpose' | 'step'>,
  step: WaitStep,
): 'before' | 'at' | 'beyond' | 'over' => {
  if (reset.step === 'closed') return 'over'
  if (reset.step === 'done') return 'beyond'
  const road = ROADS[reset.purpose]
  const difference = road.indexOf(reset.step) - road.indexOf(step)
  if (difference === 0) return 'at'
  return difference > 0 ? 'beyond' : 'before'
}

/** How long a reset waits for its first code: no shorter than that lives. Every later step counts from the proof before it. */
export const firstWaitMs = (
  purpose: ResetPurpose,
  { resetStepLifeMs, emailCodeLifeMs }: Pick<Limits, 'resetStepLifeMs' | 'emailCodeLifeMs'>,
): number => (ROADS[purpose][0] === 'email_code' ? Math.max(resetStepLifeMs, emailCodeLifeMs) : resetStepLifeMs)

/** Tries that a step allows over all its sends. */
export const triesOf = (
  step: WaitStep,
  limits: Pick<Limits, 'codeTriesPerLogin' | 'newSecretTriesPerReset'>,
): number => (isCodeStep(step) ? limits.codeTriesPerLogin : limits.newSecretTriesPerReset)

type Changed = Pick<Person, 'contactsChangedAt' | 'phoneChangedAt' | 'emailChangedAt'>
type Cooling = Pick<Limits, 'resetCoolingMs' | 'resetCoolingOfBothMs'>

/** Whether a number and an address came to the profile so soon after each other that neither is older than the other's wait. */
const areBothNew = ({ phoneChangedAt, emailChangedAt }: Changed, { resetCoolingOfBothMs }: Cooling): boolean =>
  phoneChangedAt !== undefined &&
  emailChangedAt !== undefined &&
  Math.abs(phoneChangedAt - emailChangedAt) < resetCoolingOfBothMs

/**
 * From when on a reset may go by this person's number and address. Whoever put a number or an address on the profile could else have both codes
 * and the account at once; in between, the old ones are told. Whoever put both there needs nobody else's: that waits longer. Somebody without PIN and
 * password has nothing yet that could be taken.
 */
export const resetAllowedAt = (person: Changed & Pick<Person, 'pin' | 'password'>, limits: Cooling): number => {
  const { contactsChangedAt, pin, password } = person
  if (contactsChangedAt === undefined || (pin === undefined && password === undefined)) return 0
  const { resetCoolingMs, resetCoolingOfBothMs } = limits
  return (
    contactsChangedAt + (areBothNew(person, limits) ? Math.max(resetCoolingMs, resetCoolingOfBothMs) : resetCoolingMs)
  )
}
