import assert from 'node:assert/strict'
import type { Login } from '#core/login'
import { knock } from '#support/door'
import { CHOICES, current, type Factor, mayBe, mayTurn } from './belongings.ts'
import { mayEndAll } from './endings.ts'
import { countUp, type Family, pick } from './memory.ts'
import type { Act, Of } from './outcomes.ts'
import type { Play } from './stage.ts'
import { forgetWrongCodes } from './wrong-codes.ts'

/** Nobody has chosen it, so it is wrong for everybody. */
export const WRONG = { pin: '000001', password: 'another kettle on the roof' } as const
const DOORS = {
  pin: { route: 'POST /me/pin', shows: 'currentPin', chooses: 'newPin' },
  password: { route: 'POST /me/password', shows: 'currentPassword', chooses: 'newPassword' },
} as const

/** What somebody types: what is right as the batch begins, what was right once, or what never was. */
export const typedAs = (play: Play, personId: string, factor: Factor, how: 'right' | 'old' | 'wrong'): string => {
  const its = current(play, personId, factor)
  if (how === 'right') return its ?? WRONG[factor]
  return (how === 'old' ? CHOICES[factor].find((secret) => secret !== its) : undefined) ?? WRONG[factor]
}

/** the present one is needed, and all but the session that changed it ends with it. */
const changeSecret = (play: Play, family: Family, { factor, how, to }: Of<'own_secret'>): Act => {
  const { real, memory } = play
  const { personId, sessionId, over, access } = family
  const { route, shows, chooses } = DOORS[factor]
  const typed = typedAs(play, personId, factor, how)
  const chosen = CHOICES[factor][to] ?? CHOICES[factor][0]
  const ended = mayEndAll(play, personId, sessionId)
  mayTurn(play, personId, factor, chosen)
  countUp(memory.forgiven, `${personId} ${factor}`)
  return async () => {
    const answer = await knock(real, route, { body: { [shows]: typed, [chooses]: chosen }, token: access.token })
    if (answer.status !== 204) return
    assert.ok(!over, 'R-54: an ended session changes nothing')
    assert.ok(mayBe(play, personId, factor, typed), 'R-30: the present one is needed')
    ended()
  }
}

/** Nothing has changed yet: a code goes to the number that was entered. */
const enterPhone = (play: Play, family: Family, { how, to }: Of<'own_phone'>): Act => {
  const { real, memory } = play
  const { personId, sessionId, over, access } = family
  const typed = typedAs(play, personId, 'password', how)
  const phone = CHOICES.phone[to] ?? CHOICES.phone[0]
  if (mayBe(play, personId, 'password', typed)) memory.phonesEntered.add(phone)
  return async () => {
    const answer = await knock(real, 'POST /me/phone', { body: { phone, currentPassword: typed }, token: access.token })
    if (answer.status !== 200) return
    assert.ok(!over, 'R-54: an ended session changes nothing')
    assert.ok(mayBe(play, personId, 'password', typed), 'R-61: whoever enters a number proves who they are')
    memory.changes.push({ id: answer.body.changeId, personId, sessionId, phone, used: false })
  }
}

const codeFor = async ({ w }: Play, id: string): Promise<string | undefined> => {
  const item = (await w.db.get('logins', { pk: `LOGIN#${id.slice(0, 22)}` })) as unknown as Login | undefined
  if (item === undefined) return undefined
  const { seed, channel, sends } = item
  return (await w.ports.codes.of({ about: id.slice(0, 22), purpose: 'phone_change', seed, channel }, sends)).at(-1)
}

/** the number is put on the profile by the code that went to it, and by the session that asked for it. */
const provePhone = async (
  play: Play,
  family: Family,
  { change: which, code }: Of<'own_code'>,
): Promise<Act | undefined> => {
  const { real, memory } = play
  const change = pick(memory.changes, which)
  if (change === undefined) return undefined
  const { personId, sessionId, over, access } = family
  const { used } = change
  const right = (await codeFor(play, change.id)) ?? '111111'
  const digits = code === 'right' ? right : right === '222222' ? '333333' : '222222'
  const ended = mayEndAll(play, personId, sessionId)
  mayTurn(play, personId, 'phone', change.phone)
  forgetWrongCodes(play, personId)
  return async () => {
    const answer = await knock(real, `POST /me/phone/${change.id}/code`, {
      body: { code: digits },
      token: access.token,
    })
    if (answer.status !== 200) return
    assert.equal(code, 'right', 'R-61: the code that went there')
    assert.ok(!over, 'R-54: an ended session changes nothing')
    assert.equal(change.sessionId, sessionId, 'R-61: a change belongs to the session that began it')
    assert.ok(!used, 'I3: a code changes a number once')
    memory.from(() => void Object.assign(change, { used: true }))
    const now = play.w.now()
    memory.from(() => void memory.phoneChangedAt.set(personId, now))
    ended()
  }
}

/** What people do to their own account. */
export const withAccount = (
  play: Play,
  action: Of<'own_secret' | 'own_phone' | 'own_code'>,
): Act | Promise<Act | undefined> | undefined => {
  const family = pick(play.memory.families, action.session)
  if (family === undefined) return undefined
  if (action.do === 'own_secret') return changeSecret(play, family, action)
  return action.do === 'own_phone' ? enterPhone(play, family, action) : provePhone(play, family, action)
}
