import assert from 'node:assert/strict'
import { DAY, MINUTE } from '#core/time'
import { enterPin, giveCode, otherThan, PHONE, PIN, signIn, start, withAnna } from '#support/anna'
import { BENS_PHONE, EMAIL, newestMailCode, PASSWORD, setOrganisation, startByEmail, withBen } from '#support/ben'
import { type Answer, knock } from '#support/door'
import { choosePin, giveSmsCode, MAIL, resetAt, settle, smsCode } from '#support/resetting'
import { newestCode, type World } from '#support/world'

/** A way somebody goes: all that stands before it, once, and the way itself, which is counted. */
export type Journey = { readonly prepare: (world: World) => Promise<(world: World) => Promise<unknown>> }

const expected = async (status: number, answer: Promise<Answer>): Promise<Answer> => {
  const given = await answer
  assert.equal(given.status, status, JSON.stringify(given.body))
  return given
}

// The sender remembers prices: the first message of a function's life asks once more.
const warmAnna = async (w: World) => {
  await withAnna(w)
  await signIn(w)
  w.passes(DAY)
}

const trustedAnna = async (w: World): Promise<Readonly<Record<string, string>>> => {
  await withAnna(w)
  const { deviceToken } = (await signIn(w, { trustDevice: true })).body
  w.passes(DAY)
  return { 'Latchkey-Device': deviceToken }
}

const signedIn = async (w: World) => {
  await withAnna(w)
  const { accessToken: token, refreshToken } = (await signIn(w)).body
  await expected(200, knock(w, 'GET /me', { token })) // the first of a function's life reads the public key
  w.passes(MINUTE)
  return { token, refreshToken }
}

const benSignsIn = async (w: World, headers: Readonly<Record<string, string>> = {}) => {
  const begun = await expected(200, startByEmail(w, { headers }))
  if (begun.body.next !== 'code') return begun
  return expected(200, giveCode(w, begun.body.loginId, newestCode(w, BENS_PHONE), headers))
}

const warmBen = async (w: World) => {
  await withBen(w)
  await benSignsIn(w)
  w.passes(DAY)
}

const warmBenByMail = async (w: World) => {
  const { organisationId } = await withBen(w)
  await setOrganisation(w, organisationId, { twoFactor: { required: true, method: 'email', exemptNetworks: [] } })
  await benByMail(w)
  w.passes(DAY)
}

const benByMail = async (w: World) => {
  const begun = await expected(200, startByEmail(w))
  return expected(200, giveCode(w, begun.body.loginId, newestMailCode(w)))
}

/** Somebody signed in before their own profile, with a change begun of the number or the address. */
const changing = async (w: World, what: 'phone' | 'email') => {
  const { token } = await signedIn(w)
  const contact = what === 'phone' ? { phone: BENS_PHONE } : { email: EMAIL }
  const begin = () => expected(200, knock(w, `POST /me/${what}`, { token, body: { ...contact, currentPin: PIN } }))
  const give = (changeId: string, status: number, by: number) => {
    const code = what === 'phone' ? newestCode(w, BENS_PHONE) : newestMailCode(w)
    const body = { code: by === 0 ? code : otherThan(code, by) }
    return expected(status, knock(w, `POST /me/${what}/${changeId}/code`, { token, body }))
  }
  return { begin, give }
}

const provesContact = async (w: World, what: 'phone' | 'email') => {
  const { begin, give } = await changing(w, what)
  return async () => give((await begin()).body.changeId, 200, 0)
}

const resetsPassword = async (w: World) => {
  const { resetId } = (await expected(200, knock(w, 'POST /password-reset', { body: { email: MAIL } }))).body
  const give = async (door: string, body: unknown) => {
    await settle(w)
    await expected(200, knock(w, `POST /password-reset/${resetId}/${door}`, { body }))
    await settle(w)
  }
  await settle(w)
  await give('email-code', { code: newestCode({ sms: w.mail }, MAIL) })
  await give('sms-code', { code: smsCode(w) })
  await give('password', { password: 'a teapot full of rain' })
}

/** The ways that are counted and priced, by what a person would call them. */
export const journeys = {
  'phone sign-in on a new device': {
    prepare: async (w) => {
      await warmAnna(w)
      return async () => assert.equal((await signIn(w)).status, 200)
    },
  },
  'phone sign-in on a new device, which is then trusted': {
    prepare: async (w) => {
      await warmAnna(w)
      return async () => assert.equal((await signIn(w, { trustDevice: true })).status, 200)
    },
  },
  'phone sign-in on a trusted device': {
    prepare: async (w) => {
      const device = await trustedAnna(w)
      return async () => assert.equal((await signIn(w, {}, device)).status, 200)
    },
  },
  'a wrong code': {
    prepare: async (w) => {
      await warmAnna(w)
      const { loginId } = (await start(w)).body
      return () => expected(422, giveCode(w, loginId, otherThan(newestCode(w, PHONE))))
    },
  },
  'a wrong PIN': {
    prepare: async (w) => {
      await warmAnna(w)
      const { loginId } = (await start(w)).body
      await giveCode(w, loginId, newestCode(w, PHONE))
      return () => expected(422, enterPin(w, loginId, '502837'))
    },
  },
  'the code sent again': {
    prepare: async (w) => {
      await warmAnna(w)
      const { loginId } = (await start(w)).body
      w.passes(MINUTE)
      return () => expected(200, knock(w, `POST /login/${loginId}/code/resend`, { body: {} }))
    },
  },
  'a code that was sent before the newest': {
    prepare: async (w) => {
      await warmAnna(w)
      const { loginId } = (await start(w)).body
      const earlier = newestCode(w, PHONE)
      w.passes(MINUTE)
      await expected(200, knock(w, `POST /login/${loginId}/code/resend`, { body: {} }))
      return () => expected(422, giveCode(w, loginId, earlier))
    },
  },
  'the number entered again while its code is on its way': {
    prepare: async (w) => {
      await warmAnna(w)
      await start(w)
      return () => expected(200, start(w))
    },
  },
  'the waiting page': {
    prepare: async (w) => {
      await warmAnna(w)
      const { loginId } = (await start(w)).body
      return () => expected(200, knock(w, `GET /login/${loginId}`))
    },
  },
  'back to the number': {
    prepare: async (w) => {
      await warmAnna(w)
      const { loginId } = (await start(w)).body
      return () => expected(204, knock(w, `DELETE /login/${loginId}`))
    },
  },
  'a PIN that has to wait': {
    prepare: async (w) => {
      await warmAnna(w)
      const { loginId } = (await start(w)).body
      await giveCode(w, loginId, newestCode(w, PHONE))
      for (let i = 1; i <= 3; i++) await enterPin(w, loginId, otherThan(PIN, i))
      return () => expected(429, enterPin(w, loginId))
    },
  },
  'a start for a number that nobody has': {
    prepare: async (w) => {
      await warmAnna(w)
      return () => expected(200, start(w, '+447700900777'))
    },
  },
  'e-mail sign-in, code by SMS': {
    prepare: async (w) => {
      await warmBen(w)
      return () => benSignsIn(w)
    },
  },
  'e-mail sign-in, code by e-mail': {
    prepare: async (w) => {
      await warmBenByMail(w)
      return () => benByMail(w)
    },
  },
  'e-mail sign-in within 30 days of the code': {
    prepare: async (w) => {
      await withBen(w)
      const { deviceToken } = (await benSignsIn(w)).body
      w.passes(DAY)
      return () => benSignsIn(w, { 'Latchkey-Device': deviceToken })
    },
  },
  'a wrong password': {
    prepare: async (w) => {
      await warmBen(w)
      return () => expected(401, startByEmail(w, { password: `${PASSWORD}, not` }))
    },
  },
  'a refresh': {
    prepare: async (w) => {
      const { refreshToken } = await signedIn(w)
      return () => expected(200, knock(w, 'POST /session/refresh', { body: { refreshToken } }))
    },
  },
  'a refresh token that was used before': {
    prepare: async (w) => {
      const { refreshToken } = await signedIn(w)
      await expected(200, knock(w, 'POST /session/refresh', { body: { refreshToken } }))
      w.passes(MINUTE)
      return () => expected(401, knock(w, 'POST /session/refresh', { body: { refreshToken } }))
    },
  },
  'GET /me': {
    prepare: async (w) => {
      const { token } = await signedIn(w)
      return () => expected(200, knock(w, 'GET /me', { token }))
    },
  },
  'GET /me/sessions': {
    prepare: async (w) => {
      const { token } = await signedIn(w)
      return () => expected(200, knock(w, 'GET /me/sessions', { token }))
    },
  },
  'signing out': {
    prepare: async (w) => {
      const { refreshToken, token } = await signedIn(w)
      return () => expected(204, knock(w, 'DELETE /session', { body: { refreshToken }, token }))
    },
  },
  'a forgotten PIN, from the number to the new PIN': {
    prepare: async (w) => {
      await warmAnna(w)
      return async () => {
        const id = await resetAt(w, 'new_pin')
        await expected(200, choosePin(w, id))
      }
    },
  },
  'a wrong code in a reset': {
    prepare: async (w) => {
      await warmAnna(w)
      const id = await resetAt(w, 'sms_code')
      return () => expected(422, giveSmsCode(w, id, otherThan(smsCode(w))))
    },
  },
  'a forgotten password, from the address to the new one': {
    prepare: async (w) => {
      await warmAnna(w)
      return () => resetsPassword(w)
    },
  },
  'a new number of one’s own, proved': { prepare: (w) => provesContact(w, 'phone') },
  'a new address of one’s own, proved': { prepare: (w) => provesContact(w, 'email') },
  'a wrong code for a new number': {
    prepare: async (w) => {
      const { begin, give } = await changing(w, 'phone')
      const { changeId } = (await begin()).body
      return () => give(changeId, 422, 1)
    },
  },
} as const satisfies Readonly<Record<string, Journey>>

export type JourneyName = keyof typeof journeys
