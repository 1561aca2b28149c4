import assert, { AssertionError } from 'node:assert/strict'
import { type Answer, type Call, knock } from '#support/door'
import { claimsIn } from './light-secrets.ts'
import type { Attempt, Channel, Device } from './memory.ts'
import { mayBeEnabled } from './rules.ts'
import type { Play } from './stage.ts'
import type { Action } from './vocabulary.ts'

export type Act = () => Promise<unknown>
export type Of<Word extends Action['do']> = Extract<Action, { readonly do: Word }>

/** A function that nobody waits for may fail where something goes wrong; it is called again, or not. */
export const orFails = async ({ memory: { calm } }: Play, work: () => Promise<unknown>): Promise<void> => {
  await work().catch((error: unknown) => {
    if (calm || error instanceof AssertionError) throw error
  })
}

/** Knocks at a door of signing in. Whoever collides with others is refused or let in, and never told that we fail. */
export const ask = async ({ real, memory }: Play, route: string, call: Call = {}): Promise<Answer> => {
  const { calm } = memory
  const answer = await knock(real, route, call)
  // There may be no way for a message to go: told with a 503, and no failure of ours.
  const fails = answer.status >= 500 && answer.body.code !== 'message_not_sent'
  assert.ok(!calm || !fails, `R-80: nothing fails where nothing goes wrong: ${route}`)
  return answer
}

export type Proved = {
  readonly journey: 'phone' | 'email'
  readonly given: readonly Channel[]
  /** When the second factor was given, if one was. */
  readonly secondFactorAt: number | undefined
  readonly trustAsked: boolean
}

/** The token says what was proved, and no more. */
const tellsTheTruth = (accessToken: string, { given }: Proved): void => {
  const amr = claimsIn(accessToken).amr as readonly string[]
  assert.ok(!amr.includes('sms') || given.includes('sms'), `R-48: ${amr}`)
  assert.ok(!amr.includes('otp') || given.includes('email'), `R-48: ${amr}`)
  assert.equal(amr.includes('mfa'), amr.includes('sms') || amr.includes('otp'), `R-48: ${amr}`)
}

const newDevice = ({ memory, w }: Play, { body }: Answer, { journey, given, trustAsked }: Proved): void => {
  if (body.deviceToken === undefined) return
  // Who asks for trust where it is forbidden is remembered, and trusted with nothing, also when it is allowed again.
  const rules = new Set(memory.rules.organisation.map((rule) => rule.trustedDevices.allowed))
  memory.devices.push({
    ...{ token: body.deviceToken, deviceId: body.deviceToken.split('.')[3] ?? '', personId: body.person.personId },
    ...{ journey, begunAt: w.now(), trusted: trustAsked && given.length > 0 && rules.has(true) },
    ...{ wrongPins: 0, untrusted: false, removed: false, over: false, doubtful: rules.size > 1 },
  })
}

/** Somebody was let in. */
export const letIn = (play: Play, answer: Answer, proved: Proved): void => {
  const { memory, w } = play
  const { refreshToken, accessToken, person } = answer.body
  assert.ok(mayBeEnabled(memory.rules, person.personId), 'R-40: nobody gets in who is disabled')
  tellsTheTruth(accessToken, proved)
  const until = Number(claimsIn(accessToken).exp) * 1_000
  memory.families.push({
    ...{ sessionId: String(claimsIn(accessToken).sid), personId: person.personId, begunAt: w.now() },
    ...{ secondFactorAt: proved.secondFactorAt, tokens: [refreshToken], toldAt: [w.now()] },
    ...{ access: { token: accessToken, until }, over: false, doubtful: false },
  })
  newDevice(play, answer, proved)
}

/** what has to be so where a device stands in for a code. */
export const mayStandIn = (device: Device, journey: 'phone' | 'email', now: number): void => {
  assert.equal(device.journey, journey, 'R-44: trust of one way in is none of the other')
  assert.ok(device.trusted, 'R-43: trust comes of a code, and of asking for it')
  assert.ok(!device.over && !device.untrusted, 'R-45: trust that was ended stands in for nothing')
  assert.ok(now < device.begunAt + 30 * 86_400_000, 'R-41: thirty days, however often it was used')
  assert.ok(device.wrongPins < 5, 'R-25: five wrong PINs end it')
}

/** The codes that have to be right, in their order. */
const wanted = ({ journey, asksNumber, asksBoth, device, mailAsked }: Attempt): readonly (readonly Channel[])[] => {
  if (device !== undefined) return [[]]
  if (asksNumber) return [['email', 'sms']]
  if (asksBoth) return [['sms', 'email']]
  return journey === 'phone' && !mailAsked ? [['sms']] : [['sms'], ['email']]
}

const inOrder = (codes: readonly Channel[], given: readonly Channel[]): boolean => {
  let from = 0
  for (const code of codes) {
    const at = given.indexOf(code, from)
    if (at < 0) return false
    from = at + 1
  }
  return true
}

/** What has to be true of a login in the moment it becomes a session; `before` is how it stood before this batch. */
export const mayBecomeSession = (attempt: Attempt, before: Attempt): void => {
  const { given } = attempt
  assert.ok(
    wanted(attempt).some((codes) => inOrder(codes, given)),
    `I1: every code that is asked for, in order: ${given}`,
  )
  assert.ok(!before.dead, 'I4: what began before is not finished after')
}

/** Whoever was told that they are back has nothing left to go on with. */
export const goesOn = (answer: Answer, left: boolean): boolean => {
  if (answer.status === 200) assert.ok(!left, 'R-33: a login that was left is left')
  return answer.status === 200
}
