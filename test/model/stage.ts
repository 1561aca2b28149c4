import { createHash } from 'node:crypto'
import type { Ports } from '#core/ports'
import { SECOND } from '#core/time'
import { createOrganisation, createPerson, givePin, PIN } from '#support/anna'
import { type World, world } from '#support/world'
import { type Memory, newMemory } from './memory.ts'

export const NOBODY = '+447700900999'

/** A play: the real steps over the real adapters, one request at a time, beside a memory of what was typed and answered. */
export type Play = {
  /** With everything as it is, for looking things up. */
  readonly w: World
  /** With what is light and counted, for the doors. */
  readonly real: World
  readonly personId: string
  readonly memory: Memory
}

type PinSeal = Ports['pinSeal']
type PinCheck = Ports['pinCheck']
type Claims = Parameters<Ports['signer']['sign']>[0]
type Owner = Parameters<PinSeal['make']>[1]

const tagOf = (secret: string, { organisationId, personId, secretEpoch, factor }: Owner): string => {
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

type Turn = () => Promise<void>

const countedCheck = (play: () => Play, turn: Turn): PinCheck => ({
  canCheck: () => true,
  verify: async (secret, owner, stored) => {
    await turn()
    const { memory, personId } = play()
    if (owner.personId === personId && owner.factor === 'pin') memory.pins.compared++
    return stored?.tag === tagOf(secret, owner)
  },
})

const countedCodes = ({ codes }: Ports, play: () => Play): Ports['codes'] => ({
  ...codes,
  of: (wait, sends) => {
    const attempt = play().memory.attempts.get(wait.about)
    if (attempt !== undefined) attempt.compared++
    return codes.of(wait, sends)
  },
})

/** An access token that says what it says: signatures have tests of their own. */
export const tokenOf = (claims: Claims): string => `light.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
export const claimsIn = (token: string): Claims =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

const lightTokens = (w: World): Ports['tokens'] => ({
  read: async (token) => {
    const claims = claimsIn(token)
    return w.now() < Number(claims.exp) * SECOND ? claims : undefined
  },
})

/** Whom there is to play with, and a world that is set back for each play. */
export const setUp = async () => {
  const w = world()
  Object.assign(w.ports.pinSeal, lightSeal)
  const organisationId = await createOrganisation(w)
  const personId = await createPerson(w, organisationId)
  await givePin(w, personId, PIN)
  w.provider.hold = true
  const fresh = w.engine.snapshot()
  let turn: Turn = async () => {}
  const takeTurn = () => turn()
  const play: { now: Play | undefined } = { now: undefined }
  const playing = (): Play => {
    if (play.now === undefined) throw new Error('nothing is played')
    return play.now
  }
  const signer: Ports['signer'] = {
    sign: async (claims) => {
      await takeTurn()
      return tokenOf(claims)
    },
  }
  const light = {
    codes: countedCodes(w.ports, playing),
    pinCheck: countedCheck(playing, takeTurn),
    signer,
    tokens: lightTokens(w),
  }
  const real: World = { ...w, ports: { ...w.ports, ...light } }
  return {
    w,
    begin: (its: Turn): Play => {
      w.engine.restore(fresh)
      for (const kept of [w.jobs, w.sms, w.mail, w.tables.asked]) kept.splice(0)
      turn = its
      play.now = { w, real, personId, memory: newMemory(w.now()) }
      return play.now
    },
  }
}

export type Prepared = Awaited<ReturnType<typeof setUp>>
