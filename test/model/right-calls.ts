import assert from 'node:assert/strict'
import { DAY, MINUTE } from '#core/time'

import { giveCode, otherThan, PHONE, PIN, signIn, start, withAnna } from '#support/anna'
import { BENS_PHONE, EMAIL, newestMailCode, startByEmail, withBen } from '#support/ben'
import { knock } from '#support/door'
import { emailCode, NEW_PIN, resetAt, settle, smsCode } from '#support/resetting'
import { newestCode, type World, world } from '#support/world'

/** A call with a right code or secret, as often as it is made. */
export type Once = { readonly w: World; readonly route: string; readonly body: object; readonly token?: string }

const ofLogin = (w: World, loginId: unknown, code: string): Once => ({
  ...{ w, route: `POST /login/${loginId}/code`, body: { code } },
})

/** A login of Anna's that asks for both codes: one wrong code was all that her number may see. */
const bothOfAnna = async () => {
  const w = world({ limits: { codeBucket: { most: 1, refillMs: DAY } } })
  await withAnna(w)
  const guessed = (await start(w)).body.loginId
  await giveCode(w, guessed, otherThan(newestCode(w, PHONE)))
  w.passes(MINUTE)
  return { w, loginId: (await start(w)).body.loginId }
}

/** A login of Ben's, whose profile has no number: he entered one. */
const numberOfBen = async () => {
  const w = world()
  await withBen(w, { phone: undefined })
  const { loginId } = (await startByEmail(w)).body
  await knock(w, `POST /login/${loginId}/phone-number`, { body: { phone: BENS_PHONE } })
  return { w, loginId }
}

const resetOfAnna = async (step: Parameters<typeof resetAt>[1]) => {
  const w = world()
  await withAnna(w)
  return { w, path: `POST /pin-reset/${await resetAt(w, step)}` }
}

const resetOfBen = async () => {
  const w = world()
  await withBen(w)
  const { resetId } = (await knock(w, 'POST /password-reset', { body: { email: EMAIL } })).body
  await settle(w)
  return { w, path: `POST /password-reset/${resetId}` }
}

const changeOfAnna = async (what: 'phone' | 'email', value: string) => {
  const w = world()
  await withAnna(w)
  const { accessToken: token } = (await signIn(w)).body
  const { changeId } = (await knock(w, `POST /me/${what}`, { token, body: { [what]: value, currentPin: PIN } })).body
  return { w, token, route: `POST /me/${what}/${changeId}/code` }
}

/** Each way to give a right code, or a right secret, ready to be given. */
export const CALLS = {
  'the first of both codes of a number': async () => {
    const { w, loginId } = await bothOfAnna()
    return ofLogin(w, loginId, newestCode(w, PHONE))
  },
  'the second of both codes of a number': async () => {
    const { w, loginId } = await bothOfAnna()
    await giveCode(w, loginId, newestCode(w, PHONE))
    return ofLogin(w, loginId, newestMailCode(w, 'anna@example.com'))
  },
  'the code of the mailbox before that of a number that was typed': async () => {
    const { w, loginId } = await numberOfBen()
    return ofLogin(w, loginId, newestMailCode(w))
  },
  'the code of a number that was typed': async () => {
    const { w, loginId } = await numberOfBen()
    await giveCode(w, loginId, newestMailCode(w))
    return ofLogin(w, loginId, newestCode(w, BENS_PHONE))
  },
  'a PIN': async () => {
    const w = world()
    await withAnna(w)
    const { loginId } = (await start(w)).body
    await giveCode(w, loginId, newestCode(w, PHONE))
    return { w, route: `POST /login/${loginId}/pin`, body: { pin: PIN } }
  },
  'a PIN on a trusted device': async () => {
    const w = world()
    await withAnna(w)
    const { deviceToken } = (await signIn(w, { trustDevice: true })).body
    const { loginId } = (await start(w, PHONE, { 'Latchkey-Device': deviceToken })).body
    return { w, route: `POST /login/${loginId}/pin`, body: { pin: PIN } }
  },
  'the first code of a forgotten PIN': async () => {
    const { w, path } = await resetOfAnna('sms_code')
    return { w, route: `${path}/sms-code`, body: { code: smsCode(w) } }
  },
  'the second code of a forgotten PIN': async () => {
    const { w, path } = await resetOfAnna('email_code')
    return { w, route: `${path}/email-code`, body: { code: emailCode(w) } }
  },
  'a new PIN': async () => {
    const { w, path } = await resetOfAnna('new_pin')
    return { w, route: `${path}/pin`, body: { pin: NEW_PIN } }
  },
  'the first code of a forgotten password': async () => {
    const { w, path } = await resetOfBen()
    return { w, route: `${path}/email-code`, body: { code: newestMailCode(w) } }
  },
  'the second code of a forgotten password': async () => {
    const { w, path } = await resetOfBen()
    assert.equal((await knock(w, `${path}/email-code`, { body: { code: newestMailCode(w) } })).status, 200)
    await settle(w)
    return { w, route: `${path}/sms-code`, body: { code: newestCode(w, BENS_PHONE) } }
  },
  'the code of a new number': async () => {
    const change = await changeOfAnna('phone', '+447700900701')
    return { ...change, body: { code: newestCode(change.w, '+447700900701') } }
  },
  'the code of a new address': async () => {
    const change = await changeOfAnna('email', 'anna@example.org')
    return { ...change, body: { code: newestMailCode(change.w, 'anna@example.org') } }
  },
} satisfies Readonly<Record<string, () => Promise<Once>>>

/** Of many requests, and so of hundreds of orders: where somebody waits for the tests, others stand for them. */
export const LONG: ReadonlySet<string> = new Set<keyof typeof CALLS>([
  'the code of a number that was typed',
  'a PIN',
  'a PIN on a trusted device',
  'the code of a new number',
  'the code of a new address',
])

/** What is decided is decided without the workflow, which has tests of its own. */
export const alone = (real: World): World => {
  const resetCallback = { answered: async () => 'late' as const, over: async () => 'late' as const }
  return { ...real, ports: { ...real.ports, resetCallback } }
}
