import assert from 'node:assert/strict'
import type { Answer } from '#support/door'
import { typedAs, WRONG } from './account-acts.ts'
import { mayBe } from './belongings.ts'
import { countUp, type Device, pick } from './memory.ts'
import { type Act, ask, letIn, type Of } from './outcomes.ts'
import { isSpent, mayAllow, mayBeDue, mayDoWithout } from './rules.ts'
import { remember } from './sign-in-acts.ts'
import { NOBODY, type Play, type Soul } from './stage.ts'
import { isEmpty } from './wrong-codes.ts'

/** When the second factor was passed on a device, if that may still be. */
const passedOn = ({ memory }: Play, soul: Soul, device: Device | undefined): number | undefined => {
  if (device === undefined || device.personId !== soul.personId || device.journey !== 'email') return undefined
  const allowed = mayAllow(memory.rules, (rule) => rule.trustedDevices.allowed)
  return device.trusted && allowed && !device.over && !device.untrusted ? device.begunAt : undefined
}

type Asked = { readonly soul: Soul; readonly source: string; readonly device: Device | undefined }

/** the password alone, where nothing asks for more. */
const enteredAtOnce = (play: Play, { soul, source, device }: Asked, answer: Answer): void => {
  const { w, memory } = play
  const passedAt = passedOn(play, soul, device)
  const asked = { personId: soul.personId, source, passedAt }
  assert.ok(mayDoWithout(memory.rules, asked, w.now()), 'I1: a second factor that is due is given')
  letIn(play, answer, { journey: 'email', given: [], secondFactorAt: passedAt, trustAsked: false })
}

const askedForMore = (play: Play, { soul, source, device }: Asked, { body }: Answer, asksBoth: boolean): void => {
  const { w, memory } = play
  const passedAt = device?.doubtful ? undefined : passedOn(play, soul, device)
  assert.ok(mayBeDue(memory.rules, { personId: soul.personId, source, passedAt }, w.now()), 'I10: asked for nothing')
  if (body.next === 'phone_number')
    assert.ok(mayBe(play, soul.personId, 'phone', undefined), 'R-60: only where none is on file')
  const byEmail = body.code?.channel === 'email'
  if (byEmail)
    assert.ok(
      mayAllow(memory.rules, (it) => it.twoFactor.method === 'email' || (it.emailCodesWhenSmsSpent && isSpent(it))),
      'R-58: the way it is set',
    )
  const begun = { journey: 'email', personId: soul.personId, device: undefined, pool: 'known' } as const
  remember(play, body.loginId, { ...begun, asksBoth, asksNumber: body.next === 'phone_number' })
}

/** The first half of the e-mail journey, or all of it. */
export const beginByEmail = (play: Play, action: Of<'start_email'>): Act => {
  const { cast, memory } = play
  const soul = action.who === 'nobody' ? undefined : cast[action.who]
  const shown = action.device === undefined ? undefined : pick(memory.devices, action.device)
  const device = shown === undefined ? undefined : { ...shown }
  const headers: Record<string, string> = device === undefined ? {} : { 'Latchkey-Device': device.token }
  const password = soul === undefined ? WRONG.password : typedAs(play, soul.personId, 'password', action.password)
  const body = { email: soul?.email ?? NOBODY.email, password }
  const source = `203.0.${action.from}.1`
  const asksBoth = soul !== undefined && isEmpty(play, soul.personId, 'known')
  return async () => {
    const right = soul !== undefined && mayBe(play, soul.personId, 'password', password)
    if (right) countUp(memory.passwordsGiven, soul.personId)
    const answer = await ask(play, 'POST /login/email', { body, headers, source })
    if (answer.status !== 200) return
    assert.ok(right, 'I1: nothing without the right password')
    const asked = { soul, source, device }
    if (answer.body.accessToken !== undefined) enteredAtOnce(play, asked, answer)
    else askedForMore(play, asked, answer, asksBoth)
  }
}
