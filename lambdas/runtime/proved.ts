import type { Factor, Spent } from '#core/charge'
import type { Login, Proof } from '#core/login'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import type { Caller } from './caller.ts'

export type MintPorts = Pick<Ports, 'clock' | 'chance' | 'limits' | 'stage' | 'signer' | 'sessions' | 'tokenSecrets'>

/** A login whose last proof has just been given. */
export type Proved = {
  readonly login: Login
  readonly person: Person
  /** The secret whose failures are cleared. */
  readonly factor: Factor
  /** What this call charged for it: given back once, when the person's failures are cleared, or by itself where that did not happen. */
  readonly charged?: Spent & { readonly giveBack: () => Promise<void> }
  readonly proof?: Proof
  readonly trustDevice: boolean
  readonly caller: Caller
  /** What uses the last proof up, once, when it is none that was charged. False when somebody else was first. */
  readonly pass?: () => Promise<boolean>
}

/** Whether a code was given in this login itself. */
export const gavePossession = ({ proved }: Login): boolean => proved.includes('sms') || proved.includes('email')
