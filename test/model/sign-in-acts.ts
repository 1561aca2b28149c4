import assert from 'node:assert/strict'
import { DAY, MINUTE } from '#core/time'
import { PHONE, PIN } from '#support/anna'
import { type Answer, knock } from '#support/door'
import { type Attempt, type Device, type Family, type Handle, pick } from './memory.ts'
import { claimsIn, NOBODY, type Play } from './stage.ts'
import type { Action } from './vocabulary.ts'

const WRONG_PIN = '000001'
const TRUSTED_FOR = 30 * DAY

type Act = () => Promise<unknown>
type Of<Word extends Action['do']> = Extract<Action, { readonly do: Word }>

/** what has to be so where a device stands in for the code. */
const mayStandIn = ({ w }: Play, device: Device | undefined): void => {
  assert.ok(device !== undefined, 'I1: nobody skips the code without a device')
  assert.ok(device.trusted, 'R-43: trust comes of a code, and of asking for it')
  assert.ok(!device.over, 'R-45: trust that was ended stands in for nothing')
  assert.ok(w.now() < device.begunAt + TRUSTED_FOR, 'R-41: thirty days, however often it was used')
  assert.ok(device.wrongPins < 5, 'R-25: five wrong PINs end it')
}

const newAttempt = (id: string, personId: string | undefined, begunAt: number, device?: Device): Attempt => ({
  ...{ id, personId, begunAt, device },
  ...{ codesPassed: 0, rightPinGiven: false, sessions: 0, compared: 0, refunded: 0 },
})

export const begin = (play: Play, { who, from, device: which }: Of<'start'>): Act => {
  const { w, real, personId, memory } = play
  const device = which === undefined ? undefined : pick(memory.devices, which)
  const before = device === undefined ? undefined : { ...device }
  const headers: Record<string, string> = device === undefined ? {} : { 'Latchkey-Device': device.token }
  const phone = who === 'anna' ? PHONE : NOBODY
  return async () => {
    const answer = await knock(real, 'POST /login/phone', { body: { phone }, headers, source: `203.0.${from}.1` })
    if (answer.status !== 200) return
    const id: string = answer.body.loginId
    const trusted = answer.body.next === 'pin'
    if (trusted) mayStandIn(play, before)
    const login = id.slice(0, 22)
    const whose = who === 'anna' ? personId : undefined
    const attempt = memory.attempts.get(login) ?? newAttempt(login, whose, w.now(), trusted ? device : undefined)
    memory.attempts.set(login, attempt)
    memory.handles.push({ id, attempt, left: false })
  }
}

const codesOf = async ({ w }: Play, { id }: Attempt): Promise<readonly string[]> => {
  const item = await w.db.get('logins', { pk: `LOGIN#${id}` })
  if (item === undefined) return []
  const wait = { about: id, purpose: 'sign_in' as const, seed: String(item.seed), channel: String(item.channel) }
  return w.ports.codes.of(wait, Number(item.sends))
}

const WRONG = ['111111', '222222', '333333', '444444', '555555']

/** What is typed, and the newest code. */
const typed = async (play: Play, { attempt }: Handle, code: Of<'code'>['code']) => {
  const all = await codesOf(play, attempt)
  const other = play.memory.handles.find((handle) => handle.attempt.id !== attempt.id)
  const foreign = other === undefined ? undefined : (await codesOf(play, other.attempt)).at(-1)
  const wrong = WRONG.find((digits) => !all.includes(digits)) ?? ''
  return { typed: { right: all.at(-1), wrong, earlier: all[0], foreign }[code] ?? wrong, newest: all.at(-1) }
}

/** Whoever was told that they are back has nothing left to go on with. */
const goesOn = (answer: Answer, left: boolean): boolean => {
  if (answer.status === 200) assert.ok(!left, 'R-33: a login that was left is left')
  return answer.status === 200
}

const type = async (play: Play, handle: Handle, { code }: Of<'code'>): Promise<Act> => {
  const { w, real } = play
  const { attempt, left } = handle
  const { typed: digits, newest } = await typed(play, handle, code)
  return async () => {
    const answer = await knock(real, `POST /login/${handle.id}/code`, { body: { code: digits } })
    if (answer.body?.code === 'earlier_code' || answer.body?.code === 'code_expired') attempt.refunded++
    if (!goesOn(answer, left)) return
    attempt.codesPassed++
    assert.equal(digits, newest, 'I1: only the newest code passes')
    assert.ok(w.now() < attempt.begunAt + 10 * MINUTE, 'I8: nothing passes after its end')
  }
}

const newFamily = ({ memory, w }: Play, answer: Answer): Family => {
  const { refreshToken, accessToken, person } = answer.body
  const until = Number(claimsIn(accessToken).exp) * 1_000
  const family = {
    ...{ sessionId: String(claimsIn(accessToken).sid), personId: person.personId, begunAt: w.now() },
    ...{ tokens: [refreshToken], toldAt: [w.now()], access: { token: accessToken, until } },
    ...{ over: false, doubtful: false },
  }
  memory.families.push(family)
  return family
}

const newDevice = ({ memory, w }: Play, { body }: Answer, trusted: boolean): void => {
  if (body.deviceToken === undefined) return
  memory.devices.push({
    ...{ token: body.deviceToken, deviceId: body.deviceToken.split('.')[3], personId: body.person.personId },
    ...{ begunAt: w.now(), trusted, wrongPins: 0, over: false, doubtful: false },
  })
}

const enter = (play: Play, { id, attempt, left }: Handle, { pin, trust }: Of<'pin'>): Act => {
  const { real, memory } = play
  const { device } = attempt
  return async () => {
    if (pin === 'right') attempt.rightPinGiven = true
    const body = { pin: pin === 'right' ? PIN : WRONG_PIN, trustDevice: trust }
    const answer = await knock(real, `POST /login/${id}/pin`, { body })
    if (answer.body?.code === 'wrong_pin' && device !== undefined) memory.from(() => void device.wrongPins++)
    if (!goesOn(answer, left)) return
    memory.pins.right++
    attempt.sessions++
    assert.equal(pin, 'right', 'I1: only the right PIN makes a session')
    // Told in one batch, right and wrong may have been there in any order: then none is held against the device.
    if (device !== undefined) memory.lastly(() => void Object.assign(device, { wrongPins: 0 }))
    newFamily(play, answer)
    newDevice(play, answer, trust && attempt.codesPassed > 0)
  }
}

const look = ({ real }: Play, { id, attempt, left }: Handle): Act => {
  const used = attempt.sessions > 0
  return async () => {
    const answer = await knock(real, `GET /login/${id}`)
    if (goesOn(answer, left)) assert.ok(!used, 'I1: a login that became a session shows nothing any more')
  }
}

/** What can be done with a login that was begun. */
export const withLogin = (
  play: Play,
  action: Of<'resend' | 'leave' | 'look' | 'code' | 'pin'>,
): Act | Promise<Act> | undefined => {
  const handle = pick(play.memory.handles, action.login)
  if (handle === undefined) return undefined
  const { id, left } = handle
  if (action.do === 'code') return type(play, handle, action)
  if (action.do === 'pin') return enter(play, handle, action)
  if (action.do === 'look') return look(play, handle)
  if (action.do === 'resend')
    return async () => goesOn(await knock(play.real, `POST /login/${id}/code/resend`, { body: {} }), left)
  return async () => {
    const answer = await knock(play.real, `DELETE /login/${id}`)
    if (answer.status === 204) play.memory.from(() => void Object.assign(handle, { left: true }))
  }
}
