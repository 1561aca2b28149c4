import { keys } from '#adapters/keys'
import type { Ports } from '#core/ports'
import { DAY, MINUTE, SECOND } from '#core/time'
import { createOrganisation, createPerson, givePin, PHONE, PIN } from '#support/anna'
import { givePassword, PASSWORD } from '#support/ben'
import { streamsOf } from '#support/streams'
import { type World, world } from '#support/world'
import { lightPorts, lightSeal, tokenOf } from './light-secrets.ts'
import { type Memory, newMemory } from './memory.ts'

export type Soul = { readonly personId: string; readonly email: string }

/** Anna has everything; Cleo no number, and no PIN. */
export type Cast = Readonly<Record<'anna' | 'cleo', Soul>>
export const NOBODY = { phone: '+447700900999', email: 'nobody@example.com' }

/** A play: the real steps over the real adapters, one request at a time, beside a memory of what was typed and answered. */
export type Play = {
  /** With everything as it is, for looking things up. */
  readonly w: World
  /** With what is light and counted, for the doors. */
  readonly real: World
  readonly organisationId: string
  /** Another organisation. */
  readonly elsewhere: string
  readonly cast: Cast
  /** Of an admin who stays signed in. */
  readonly adminToken: string
  readonly streams: ReturnType<typeof streamsOf>
  readonly memory: Memory
}

/** Buckets that a play can empty. */
const FEW = { most: 4, refillMs: 5 * DAY }
const buckets = { codeBucket: FEW, codeBucketOfKnown: FEW, stepUpBucket: FEW }
/** A breaker that a few can make pause, and starts enough for it. */
const breaker = {
  ...{ breakerLogins: 3, breakerTypedLogins: 3, breakerTrialLogins: 2 },
  breakerTrial: { most: 2, refillMs: 30 * SECOND },
  startsPerNumber: [
    { most: 8, withinMs: 15 * MINUTE },
    { most: 60, withinMs: 30 * DAY },
  ],
}
const limits = { ...buckets, ...breaker }

const withPassword = async (
  w: World,
  organisationId: string,
  more: { readonly email: string; readonly phone?: string; readonly role?: 'admin' },
) => {
  const personId = await createPerson(w, organisationId, { phone: undefined, ...more })
  await givePassword(w, personId, PASSWORD)
  return { personId, email: more.email }
}

/** Signed in until the end of the world, so that their deeds are what is played and not their own sign-ins. */
const adminOf = async (w: World, organisationId: string): Promise<string> => {
  const { personId } = await withPassword(w, organisationId, { email: 'ada@example.com', role: 'admin' })
  const person = await w.ports.people.read(personId)
  const [sessionId, far] = ['admin', w.now() + 10_000_000 * DAY]
  const ends = { expiresAt: far, idleUntil: far }
  const session = { sessionId, personId, organisationId, epoch: person?.epoch, kind: 'app', binding: 'app', ...ends }
  await w.db.put('trust', { ...keys.session(personId, sessionId), ...session })
  return tokenOf({ sub: personId, sid: sessionId, org: organisationId, role: 'admin', exp: far / 1_000 })
}

const raiseCast = async (w: World, organisationId: string): Promise<Cast> => {
  const anna = await withPassword(w, organisationId, { email: 'anna@example.com', phone: PHONE })
  await givePin(w, anna.personId, PIN)
  return { anna, cleo: await withPassword(w, organisationId, { email: 'cleo@example.com' }) }
}

/** Whom there is to play with, and a world that is set back for each play. */
export const setUp = async () => {
  const w = world({ limits, stage: { smsFloods: 'refuse' } })
  const streams = streamsOf(w)
  Object.assign(w.ports.pinSeal, lightSeal)
  const organisationId = await createOrganisation(w, { countries: ['GB', 'US'] })
  const elsewhere = await createOrganisation(w, { name: 'Elsewhere' })
  const cast = await raiseCast(w, organisationId)
  const adminToken = await adminOf(w, organisationId)
  w.provider.hold = true
  const fresh = w.engine.snapshot()
  const now: { turn: () => Promise<void>; memory: Memory } = { turn: async () => {}, memory: newMemory(w.now()) }
  const light: Partial<Ports> = lightPorts(w, now)
  const real: World = { ...w, ports: { ...w.ports, ...light } }
  return {
    w,
    begin: (turn: () => Promise<void>): Play => {
      w.engine.restore(fresh)
      streams.take()
      streams.told.splice(0)
      for (const kept of [w.jobs, w.sms, w.mail, w.tables.asked]) kept.splice(0)
      Object.assign(now, { turn, memory: newMemory(w.now()) })
      return { w, real, organisationId, elsewhere, cast, adminToken, streams, memory: now.memory }
    },
  }
}

export type Prepared = Awaited<ReturnType<typeof setUp>>
