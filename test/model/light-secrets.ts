import { createHash } from 'node:crypto'
import type { Ports } from '#core/ports'
import { SECOND } from '#core/time'
import type { World } from '#support/world'
import { countUp, type Memory } from './memory.ts'

type PinSeal = Ports['pinSeal']
type Owner = Parameters<PinSeal['make']>[1]
type Claims = Parameters<Ports['signer']['sign']>[0]

export const tagOf = (secret: string, { organisationId, personId, secretEpoch, factor }: Owner): string => {
  const all = [secret, organisationId, personId, secretEpoch, factor]
  return createHash('sha256').update(JSON.stringify(all)).digest('base64url')
}

/** Secrets that are bound to their owner and epoch as the real ones are, without the slow hash, which has tests of its own. */
export const lightSeal: PinSeal = {
  make: async (secret, owner) => ({
    ...{ v: 1, kdf: 'argon2id', m: 0, t: 0, p: 0, salt: '', keyId: 'light', setAt: 0 },
    tag: tagOf(secret, owner),
  }),
}

/** An access token that says what it says: signatures have tests of their own. */
export const tokenOf = (claims: Claims): string => `light.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
export const claimsIn = (token: string): Claims =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

type Now = { readonly turn: () => Promise<void>; readonly memory: Memory }

const countedCheck = (now: Now): Ports['pinCheck'] => ({
  canCheck: () => true,
  verify: async (secret, owner, stored) => {
    await now.turn()
    const right = stored?.tag === tagOf(secret, owner)
    if (!right) countUp(now.memory.wrongSecrets, `${owner.personId} ${owner.factor}`)
    return right
  },
})

const countedCodes = ({ codes }: Ports, now: Now): Ports['codes'] => ({
  ...codes,
  of: (wait, sends) => {
    const attempt = now.memory.attempts.get(wait.about)
    if (attempt !== undefined) attempt.compared++
    return codes.of(wait, sends)
  },
})

/** The ports of a play that are light, take their turn as the tables do, and are counted. */
export const lightPorts = (w: World, now: Now) => ({
  codes: countedCodes(w.ports, now),
  pinCheck: countedCheck(now),
  // The workflow of a reset has a model of its own. Here it is dead, and what is decided is decided all the same.
  passwordResetWorkflow: { start: async () => {} },
  resetCallback: { answered: async () => 'late' as const, over: async () => 'late' as const },
  signer: {
    sign: async (claims: Claims) => {
      await now.turn()
      return tokenOf(claims)
    },
  },
  tokens: {
    read: async (token: string) => {
      const claims = claimsIn(token)
      return w.now() < Number(claims.exp) * SECOND ? claims : undefined
    },
  },
})
