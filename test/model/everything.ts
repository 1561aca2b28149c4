import assert from 'node:assert/strict'
import type { Device, Session } from '#core/session'
import { DAY, MINUTE } from '#core/time'
import { createOrganisation, createPerson, givePin, PHONE, PIN } from '#support/anna'
import { type Answer, knock } from '#support/door'
import { type World, world } from '#support/world'
import { type Mishap, turns } from './turns.ts'

export const NOBODY = '+447700900999'
const WRONG_PIN = '000001'

export type Action =
  | { readonly do: 'start'; readonly who: 'anna' | 'nobody'; readonly from: number; readonly device: boolean }
  | { readonly do: 'resend' | 'leave'; readonly login: number }
  | { readonly do: 'code'; readonly login: number; readonly code: 'right' | 'wrong' | 'earlier' | 'foreign' }
  | { readonly do: 'pin'; readonly login: number; readonly pin: 'right' | 'wrong'; readonly trust: boolean }
  | { readonly do: 'refresh'; readonly session: number; readonly token: 'live' | 'old' }
  | { readonly do: 'deliver'; readonly job: number }
  | { readonly do: 'new_pin' }
  | { readonly do: 'end_session'; readonly session: number }

export type Batch = {
  readonly actions: readonly Action[]
  readonly order: readonly number[]
  readonly mishaps: readonly Mishap[]
  /** Time that passes afterwards, in milliseconds; may go back. */
  readonly wait: number
}

/** What the model knows of one login: what was typed into it, and what came of that. */
type Known = {
  readonly id: string
  readonly phone: string
  readonly begunAt: number
  readonly device: boolean
  codesPassed: number
  rightCodeAt: number | undefined
  rightPinGiven: boolean
  sessions: number
  compared: number
  refunded: number
}

type Told = {
  readonly accessToken: string
  readonly refreshToken: string
  readonly deviceToken?: string
  old: string[]
}
type Stored = Readonly<Record<string, unknown>>

export const setUp = async () => {
  const w = world()
  const organisationId = await createOrganisation(w)
  const personId = await createPerson(w, organisationId)
  await givePin(w, personId, PIN)
  w.provider.hold = true
  return { w, personId, fresh: w.engine.snapshot() }
}

export type Prepared = Awaited<ReturnType<typeof setUp>>

/** The real steps over the real adapters, one request at a time, beside a model that only remembers what was typed and answered. */
export const play = async ({ w, personId, fresh }: Prepared, batches: readonly Batch[]): Promise<void> => {
  w.engine.restore(fresh)
  w.jobs.splice(0)
  w.sms.splice(0)
  w.mail.splice(0)
  const begunAt = w.now()
  const { play: inTurns, turn } = turns(w)
  const logins: Known[] = []
  const sessions: Told[] = []
  const byLogin = new Map<string, Known>()
  let pinsCompared = 0
  let pinsRight = 0
  let resets = 0
  let starts = 0
  let latest = begunAt

  const { codes, pinCheck, signer } = w.ports
  const ports = {
    ...w.ports,
    codes: {
      ...codes,
      of: (wait: Parameters<typeof codes.of>[0], sends: number) => {
        const known = byLogin.get(wait.about)
        if (known !== undefined) known.compared++
        return codes.of(wait, sends)
      },
    },
    // The slow hash has tests of its own: here the comparison alone counts, and its place among the others.
    pinCheck: {
      canCheck: () => true,
      verify: async (secret: string, owner: Parameters<typeof pinCheck.verify>[1]) => {
        await turn()
        if (owner.personId === personId) pinsCompared++
        return owner.personId === personId && secret === PIN
      },
    },
    signer: {
      sign: async (claims: Parameters<typeof signer.sign>[0]) => {
        await turn()
        return `signed.${String(claims.sid)}`
      },
    },
  }
  const real: World = { ...w, ports }

  const stored = async (pk: string): Promise<Stored | undefined> => w.db.get('logins', { pk })
  const codesOf = async ({ id }: Known) => {
    const login = id.slice(0, 22)
    const item = await stored(`LOGIN#${login}`)
    if (item === undefined) return []
    const wait = { about: login, purpose: 'sign_in' as const, seed: String(item.seed), channel: String(item.channel) }
    return codes.of(wait, Number(item.sends))
  }

  const begin = (who: string, from: number, device: boolean) => async () => {
    const token = device ? sessions.findLast(({ deviceToken }) => deviceToken !== undefined)?.deviceToken : undefined
    const phone = who === 'anna' ? PHONE : NOBODY
    starts++
    const headers: Record<string, string> = token === undefined ? {} : { 'Latchkey-Device': token }
    const answer = await knock(real, 'POST /login/phone', { body: { phone }, headers, source: `203.0.${from}.1` })
    if (answer.status !== 200) return answer
    const id: string = answer.body.loginId
    const trusted = answer.body.next === 'pin'
    assert.ok(!trusted || token !== undefined, 'I1: nobody skips the code without a device')
    const login = id.slice(0, 22)
    const known: Known = byLogin.get(login) ?? {
      id,
      phone,
      begunAt: w.now(),
      device: trusted,
      codesPassed: 0,
      rightCodeAt: undefined,
      rightPinGiven: false,
      sessions: 0,
      compared: 0,
      refunded: 0,
    }
    byLogin.set(login, known)
    logins.push({ ...known, id })
    return answer
  }

  const knownOf = (id: string): Known => {
    const known = byLogin.get(id.slice(0, 22))
    assert.ok(known)
    return known
  }

  const pick = <T>(from: readonly T[], n: number): T | undefined => (n < 0 ? from.at(n) : from[n % from.length])

  const type = async (handle: string, typed: string, all: readonly string[]) => {
    const known = knownOf(handle)
    const right = typed === all.at(-1)
    const answer = await knock(real, `POST /login/${handle}/code`, { body: { code: typed } })
    if (answer.body?.code === 'earlier_code' || answer.body?.code === 'code_expired') known.refunded++
    if (answer.status !== 200) return answer
    known.codesPassed++
    known.rightCodeAt = w.now()
    assert.ok(right, 'I1: only the newest code passes')
    assert.ok(w.now() < known.begunAt + 10 * MINUTE, 'I8: nothing passes after its end')
    return answer
  }

  const enter = async (handle: string, pin: 'right' | 'wrong', trust: boolean) => {
    const known = knownOf(handle)
    if (pin === 'right') known.rightPinGiven = true
    const answer = await knock(real, `POST /login/${handle}/pin`, {
      body: { pin: pin === 'right' ? PIN : WRONG_PIN, trustDevice: trust },
    })
    if (answer.status !== 200) return answer
    pinsRight++
    known.sessions++
    assert.equal(pin, 'right', 'I1: only the right PIN makes a session')
    sessions.push({ ...answer.body, old: [] })
    return answer
  }

  const renew = async (told: Told, token: string) => {
    const answer = await knock(real, 'POST /session/refresh', { body: { refreshToken: token } })
    if (answer.status === 200 && answer.body.refreshToken !== told.refreshToken) {
      told.old.push(told.refreshToken)
      Object.assign(told, { refreshToken: answer.body.refreshToken })
    }
    return answer
  }

  const newPin = async () => {
    const before = await w.ports.people.read(personId)
    if (before === undefined || before.pin === undefined) return
    const cleared = { pinFailures: 0, pinFullAt: undefined, pinFullAtOfKnown: undefined }
    const after = { ...before, ...cleared, epoch: before.epoch + 1 }
    if (await w.ports.roster.change(before, after)) resets++
  }

  /** Everything an act needs to know is looked up before the turns begin; then it is one call like a client's. */
  const actOf = async (action: Action): Promise<() => Promise<unknown>> => {
    if (action.do === 'start') return begin(action.who, action.from, action.device)
    if (action.do === 'new_pin') return newPin
    if (action.do === 'deliver') {
      const job = pick(w.jobs, action.job)
      return async () => (job === undefined ? undefined : w.send(job))
    }
    if (action.do === 'refresh' || action.do === 'end_session') {
      const told = pick(sessions, action.session)
      if (told === undefined) return async () => undefined
      if (action.do === 'refresh')
        return () => renew(told, action.token === 'old' ? (told.old.at(-1) ?? told.refreshToken) : told.refreshToken)
      const sessionId = told.refreshToken.split('.')[3] ?? ''
      return () => w.ports.sessions.end(personId, sessionId)
    }
    const login = pick(logins, action.login)
    if (login === undefined) return async () => undefined
    if (action.do === 'resend') return () => knock(real, `POST /login/${login.id}/code/resend`, { body: {} })
    if (action.do === 'leave') return () => knock(real, `DELETE /login/${login.id}`)
    if (action.do === 'pin') return () => enter(login.id, action.pin, action.trust)
    const all = await codesOf(login)
    const others = logins.filter(({ id }) => id.slice(0, 22) !== login.id.slice(0, 22))
    const foreign = others[0] === undefined ? undefined : (await codesOf(others[0])).at(-1)
    const wrong = ['111111', '222222', '333333', '444444', '555555'].find((code) => !all.includes(code)) ?? ''
    const typed =
      (action.do === 'code' ? { right: all.at(-1), wrong, earlier: all[0], foreign }[action.code] : undefined) ?? wrong
    return () => type(login.id, typed, all)
  }

  const check = async () => {
    const person = await w.ports.people.read(personId)
    assert.ok(person)
    const kept: readonly Session[] = await w.ports.sessions.sessionsOf(personId)
    const devices: readonly Device[] = await w.ports.sessions.devicesOf(personId)
    for (const known of byLogin.values()) {
      const item = (await stored(`LOGIN#${known.id.slice(0, 22)}`)) ?? {}
      const made = await w.ports.signIns.of({ loginId: known.id.slice(0, 22), personId })
      if (made) assert.ok(known.rightPinGiven, 'I1: a login ends well only after the right PIN')
      assert.ok(!made || known.phone === PHONE, 'I1: nobody is never signed in')
      if (made && !known.device) assert.ok((item.proved as string[]).includes('sms'), 'I1: and after the code')
      assert.ok(known.codesPassed <= 1, `I3: a code was accepted ${known.codesPassed} times`)
      assert.ok(known.sessions <= 1, 'I3: a login makes one session')
      assert.ok(
        known.compared - known.refunded <= 5,
        `I2: ${known.compared} codes compared, ${known.refunded} given back`,
      )
      assert.ok(Number(item.tries ?? 0) <= 5 && Number(item.pinTries ?? 0) <= 5, 'I2: tries of a login')
      assert.ok(Number(item.tries ?? 0) >= 0 && Number(item.pinTries ?? 0) >= 0, 'I11: no counter falls below nothing')
    }
    const refill = Math.floor(Math.max(0, latest - begunAt) / (3 * DAY))
    assert.ok(pinsCompared - pinsRight <= (resets + 1) * (30 + 2 * refill), `I2: ${pinsCompared} PINs compared`)
    assert.ok(person.pinFailures >= 0 && person.pinFailures <= 10, 'I11: failures in a row')
    const done = [...byLogin.values()].filter(({ phone, rightPinGiven }) => phone === PHONE && rightPinGiven).length
    assert.ok(kept.length <= done, 'I1: no session without its login')
    for (const session of kept) {
      assert.ok(byLogin.has(session.sessionId), 'I1: a session lies under its login')
      assert.ok(session.epoch <= person.epoch, 'I4: nothing is newer than its person')
      const secret = w.ports.tokenSecrets.refresh(session.sessionId, session.generation)
      assert.ok(session.secretHash.length > 0 && secret.length === 43, 'I5')
    }
    assert.equal(
      new Set(kept.map(({ sessionId }) => sessionId)).size,
      kept.length,
      'I5: one living end for each family',
    )
    for (const device of devices) assert.ok(device.epoch <= person.epoch, 'I4: nor any device')
    assert.ok(
      w.sms.every(({ to }) => to === PHONE),
      'I7: nothing is sent to nobody',
    )
    assert.ok(w.sms.length <= w.jobs.length, 'I6: a message for every job at most')
    const line = await w.db.get('ledger', { pk: `ORG#${person.organisationId}`, sk: 'BUDGET' })
    if (line !== undefined) {
      assert.equal(
        Number(line.leftMicros),
        Number(line.limitMicros) - Number(line.usedMicros) - Number(line.reservedMicros),
        'I6: the sums agree',
      )
      assert.ok(Number(line.leftMicros) >= 0, 'I6: never below nothing')
    }
  }

  for (const batch of batches) {
    const acts: (() => Promise<unknown>)[] = []
    for (const action of batch.actions) acts.push(await actOf(action))
    await inTurns(acts, batch.order, batch.mishaps)
    await check()
    w.passes(batch.wait)
    latest = Math.max(latest, w.now())
  }
  const text = JSON.stringify([w.engine.snapshot(), w.jobs])
  for (const secret of [PIN, '7700900123', 'anna@example.com'])
    assert.ok(!text.includes(secret), `I9: ${secret} is stored`)
  await honest(w, personId, latest)
  assert.ok(starts >= 0)
}

/** I10: when the faults have stopped, whoever has the codes and the PIN gets in with one new login. */
const honest = async (w: World, personId: string, latest: number): Promise<void> => {
  w.tables.onAsk = () => {}
  w.tables.onAnswer = () => {}
  w.passes(latest - w.now() + 31 * DAY)
  const person = await w.ports.people.read(personId)
  assert.ok(person)
  if (person.pinFailures >= 10) return
  const begun: Answer = await knock(w, 'POST /login/phone', { body: { phone: PHONE }, source: '192.0.2.77' })
  assert.equal(begun.status, 200, `I10: ${begun.body.code}`)
  const job = w.jobs.at(-1)
  assert.ok(job)
  await w.send(job)
  const code = /(?<!\d)\d{6}(?!\d)/.exec(w.sms.at(-1)?.text ?? '')?.[0] ?? ''
  const passed = await knock(w, `POST /login/${begun.body.loginId}/code`, { body: { code } })
  assert.deepEqual(passed.body, { next: 'pin' }, 'I10')
  const entered = await knock(w, `POST /login/${begun.body.loginId}/pin`, { body: { pin: PIN } })
  assert.equal(entered.status, 200, `I10: ${entered.body.code}`)
}
