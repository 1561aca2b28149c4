import type { Factor } from './charge.ts'
import type { CodePurpose } from './message-job.ts'
import type { Verifier } from './person.ts'
import type { TestNumber } from './test-number.ts'

export type Lookup = {
  /** A keyed hash of a canonical number: the same for every spelling, useless without the key. */
  phone(e164: string): string
  email(normal: string): string
  source(address: string): string
}

export type Contacts = {
  /** Encrypts a number or address for one person; the ciphertext opens for nobody else. */
  seal(plain: string, personId: string): string
  unseal(sealed: string, personId: string): string
}

export type Codes = {
  /** What the codes of one login or reset are derived from; names the pepper it was made for. */
  newSeed(): string
  /**
   * The codes of every send so far, oldest first; none when the pepper is gone. Derived, never stored. Of a test number always the same one, and
   * none where its key is missing.
   */
  of(
    wait: {
      readonly about: string
      readonly purpose: CodePurpose
      readonly seed: string
      readonly channel: string
      readonly testNumber?: TestNumber
    },
    sends: number,
  ): Promise<readonly string[]>
  /** Whether this is any of the codes of what waited, by whichever channel: asked of what is over, or ends by the answer. */
  wasOf(
    wait: { readonly about: string; readonly purpose: CodePurpose; readonly seed: string },
    sends: number,
    typed: string,
  ): Promise<boolean>
  /** What only this code of this login is called. A name tells nobody the code who has not got the pepper. */
  nameOf(about: string, code: string): string
  /** Constant time. */
  same(a: string, b: string): boolean
}

/** Whose secret it is, and which: what is made for one person, organisation, epoch and factor is right for no other. */
export type SecretOwner = {
  readonly organisationId: string
  readonly personId: string
  readonly secretEpoch: number
  readonly factor: Factor
}

/** Checks; cannot make. Exactly one slow hash and one call, for nobody as for somebody. */
export type PinCheck = {
  /** False for what was made with a key that has been exchanged since: nothing is right for it any more, and a reset mends it. */
  canCheck(verifier: Verifier): boolean
  verify(secret: string, owner: SecretOwner, verifier: Verifier | undefined): Promise<boolean>
}

/** Makes; its role cannot check more than it has to. */
export type PinSeal = {
  make(secret: string, owner: SecretOwner): Promise<Verifier>
}

export type Claims = Readonly<Record<string, unknown>>

export type Signer = { sign(claims: Claims): Promise<string> }

export type PublicKey = { jwks(): Promise<{ readonly keys: readonly Readonly<Record<string, unknown>>[] }> }

export type Tokens = {
  /** Undefined for anything that is not an access token of ours, now. */
  read(token: string): Promise<Claims | undefined>
}

/** Secrets of refresh and device tokens: derived from a key, so that a lost answer can be given again. */
export type TokenSecrets = {
  refresh(sessionId: string, generation: number): string
}
