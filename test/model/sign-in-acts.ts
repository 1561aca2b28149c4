import assert from 'node:assert/strict'
import { typedAs } from './account-acts.ts'
import { countedAt, current, mayBe } from './belongings.ts'
import { type } from './code-acts.ts'
import { type Attempt, type Handle, pick } from './memory.ts'
import { type Act, ask, goesOn, letIn, mayBecomeSession, mayStandIn, type Of } from './outcomes.ts'
import { mayAllow } from './rules.ts'
import { NOBODY, type Play } from './stage.ts'
import { isEmpty } from './wrong-codes.ts'

export type Begun = Pick<Attempt, 'journey' | 'personId' | 'device' | 'pool' | 'asksBoth' | 'asksNumber'>

/** A login that was begun, or one that somebody came back to. */
export const remember = (play: Play, id: string, begun: Begun): Attempt => {
  const { w, memory } = play
  const { personId } = begun
  const login = id.slice(0, 22)
  const attempt = memory.attempts.get(login) ?? {
    ...{ id: login, begunAt: w.now(), ...begun },
    ...{
      countedAt: personId === undefined ? undefined : countedAt(play, personId),
      numberTyped: false,
      mailAsked: false,
    },
    ...{ given: [], passed: [] },
    ...{ typed: false, rightPinGiven: false, sessions: 0, compared: 0, refunded: 0, dead: false },
  }
  memory.attempts.set(login, attempt)
  memory.handles.push({ id, attempt, left: false })
  return attempt
}

export const begin = (play: Play, { who, from, device: which }: Of<'start'>): Act => {
  const { w, cast, memory } = play
  const device = which === undefined ? undefined : pick(memory.devices, which)
  const before = device === undefined ? undefined : { ...device }
  const headers: Record<string, string> = device === undefined ? {} : { 'Latchkey-Device': device.token }
  const personId = who === 'anna' ? cast.anna.personId : undefined
  const body = { phone: who === 'anna' ? current(play, cast.anna.personId, 'phone') : NOBODY.phone }
  const pools = device === undefined ? (['unknown'] as const) : (['unknown', 'known'] as const)
  const asksBoth = personId !== undefined && pools.every((pool) => isEmpty(play, personId, pool))
  return async () => {
    const answer = await ask(play, 'POST /login/phone', { body, headers, source: `203.0.${from}.1` })
    if (answer.status !== 200) return
    const trusted = answer.body.next === 'pin'
    if (trusted) {
      assert.ok(before !== undefined, 'I1: nobody skips the code without a device')
      mayStandIn(before, 'phone', w.now())
      assert.ok(
        mayAllow(memory.rules, (rule) => rule.trustedDevices.allowed),
        'R-45: nor where trust is forbidden',
      )
    }
    const pool = device === undefined ? ('unknown' as const) : undefined
    const begun = {
      journey: 'phone',
      personId,
      device: trusted ? device : undefined,
      pool,
      asksBoth,
      asksNumber: false,
    } as const
    remember(play, answer.body.loginId, begun)
  }
}

const enter = (play: Play, { id, attempt, left }: Handle, { pin, trust }: Of<'pin'>): Act => {
  const { w, memory } = play
  const { device } = attempt
  const before = { ...attempt, device: device === undefined ? undefined : { ...device } }
  const { personId } = play.cast.anna
  const typed = typedAs(play, personId, 'pin', pin)
  return async () => {
    const right = mayBe(play, personId, 'pin', typed)
    if (right) attempt.rightPinGiven = true
    const body = { pin: typed, trustDevice: trust }
    const answer = await ask(play, `POST /login/${id}/pin`, { body })
    if (answer.body?.code === 'wrong_pin' && device !== undefined) memory.from(() => void device.wrongPins++)
    if (!goesOn(answer, left)) return
    attempt.sessions++
    assert.ok(right, 'I1: only the right PIN makes a session')
    mayBecomeSession(attempt, before)
    if (before.device !== undefined) mayStandIn(before.device, 'phone', attempt.begunAt)
    // Told in one batch, right and wrong may have been there in any order: then none is held against the device.
    if (device !== undefined) memory.lastly(() => void Object.assign(device, { wrongPins: 0 }))
    letIn(play, answer, { journey: 'phone', given: attempt.given, secondFactorAt: w.now(), trustAsked: trust })
  }
}

const look = (play: Play, { id, attempt, left }: Handle): Act => {
  const used = attempt.sessions > 0
  return async () => {
    const answer = await ask(play, `GET /login/${id}`)
    if (goesOn(answer, left)) assert.ok(!used, 'I1: a login that became a session shows nothing any more')
  }
}

/** For Cleo, who has none on file; the last one is abroad. */
export const TYPED = ['+447700900801', '+447700900802', '+12025550123'] as const

const enterNumber = (play: Play, { id, attempt, left }: Handle, { number }: Of<'number'>): Act => {
  const { memory } = play
  const phone = TYPED[number] ?? TYPED[0]
  const country = number === 2 ? 'US' : 'GB'
  return async () => {
    const answer = await ask(play, `POST /login/${id}/phone-number`, { body: { phone } })
    if (!goesOn(answer, left)) return
    assert.ok(!attempt.numberTyped, 'R-60: one number is entered in a login')
    attempt.numberTyped = true
    assert.equal(answer.body.next, 'email_code', 'R-60: the mailbox is proved first')
    assert.ok(
      mayAllow(memory.rules, (rule) => rule.countries.includes(country)),
      'R-64: a country that is allowed',
    )
  }
}

/** By the way it came, or by the other one. */
const sendAgain = (play: Play, { id, attempt, left }: Handle, { channel }: Of<'resend'>): Act => {
  if (channel === 'email') attempt.mailAsked = true
  const body = channel === undefined ? {} : { channel }
  return async () => goesOn(await ask(play, `POST /login/${id}/code/resend`, { body }), left)
}

/** What can be done with a login that was begun. */
export const withLogin = (
  play: Play,
  action: Of<'resend' | 'leave' | 'look' | 'code' | 'pin' | 'number'>,
): Act | Promise<Act> | undefined => {
  const handle = pick(play.memory.handles, action.login)
  if (handle === undefined) return undefined
  const { id } = handle
  if (action.do === 'code') return type(play, handle, action)
  if (action.do === 'pin') return enter(play, handle, action)
  if (action.do === 'look') return look(play, handle)
  if (action.do === 'number') return enterNumber(play, handle, action)
  if (action.do === 'resend') return sendAgain(play, handle, action)
  return async () => {
    const answer = await ask(play, `DELETE /login/${id}`)
    if (answer.status === 204) play.memory.from(() => void Object.assign(handle, { left: true }))
  }
}
