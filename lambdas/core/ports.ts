import type { Allowances } from './allowances.ts'
import type { Attempts } from './attempts.ts'
import type { Administration, Records } from './audit.ts'
import type { Events } from './auth-event.ts'
import type { Breaker } from './breaker.ts'
import type { CanaryPerson, PublicDoor } from './canary.ts'
import type { Deliveries } from './delivery.ts'
import type { Idempotency } from './idempotency.ts'
import type {
  Codes,
  Contacts,
  Lookup,
  PinCheck,
  PinSeal,
  PublicKey,
  Signer,
  TokenSecrets,
  Tokens,
} from './key-ports.ts'
import type { Budget, Purse } from './ledger.ts'
import type { Limits } from './limits.ts'
import type { LoginNumbers, Logins, Sources } from './login-ports.ts'
import type { Members } from './members.ts'
import type { Messages, Sender } from './message-job.ts'
import type { Numbers } from './numbers.ts'
import type { CommonPasswords } from './password-policy.ts'
import type { Directory, Organisations, People, Roster } from './people-ports.ts'
import type { Receipts } from './receipts.ts'
import type { ResetCallback, ResetFinish, Resets, ResetWaits, ResetWorkflow } from './reset-ports.ts'
import type { Mail, Sms } from './sending.ts'
import type { SessionPlaces, Sessions, SignIns, Trust } from './session-ports.ts'
import type { Stage } from './stage.ts'

/** Everything a step may ask for. A step gets what its contract names under `needs`, and the first four. */
export type Ports = {
  readonly clock: { now(): number }
  readonly chance: { id(): string; secret(): string }
  readonly limits: Limits
  readonly stage: Stage
  readonly logins: Logins
  readonly sources: Sources
  readonly lookup: Lookup
  readonly contacts: Contacts
  readonly codes: Codes
  readonly directory: Directory
  readonly people: People
  readonly roster: Roster
  readonly organisations: Organisations
  readonly pinCheck: PinCheck
  readonly pinSeal: PinSeal
  readonly signer: Signer
  readonly publicKey: PublicKey
  readonly tokens: Tokens
  readonly trust: Trust
  readonly sessions: Sessions
  readonly signIns: SignIns
  readonly sessionPlaces: SessionPlaces
  readonly tokenSecrets: TokenSecrets
  readonly numbers: Numbers
  readonly idempotency: Idempotency
  readonly messages: Messages
  readonly deliveries: Deliveries
  readonly budget: Budget
  readonly purse: Purse
  readonly administration: Administration
  readonly records: Records
  readonly attempts: Attempts
  readonly allowances: Allowances
  readonly receipts: Receipts
  readonly loginNumbers: LoginNumbers
  readonly members: Members
  readonly sms: Sms
  readonly mail: Mail
  readonly commonPasswords: CommonPasswords
  readonly sender: Sender
  readonly resets: Resets
  readonly resetWaits: ResetWaits
  readonly resetFinish: ResetFinish
  readonly resetCallback: ResetCallback
  readonly pinResetWorkflow: ResetWorkflow
  readonly passwordResetWorkflow: ResetWorkflow
  readonly events: Events
  readonly breaker: Breaker
  readonly canaryPerson: CanaryPerson
  readonly publicDoor: PublicDoor
}
