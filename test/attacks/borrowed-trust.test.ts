import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOUR, MINUTE } from '#core/time'
import { enterPin, giveCode, givePin, PIN, start } from '#support/anna'
import { BENS_PHONE, EMAIL, setOrganisation, startByEmail, withBen } from '#support/ben'
import { knock } from '#support/door'
import { newestCode, type World, world } from '#support/world'

/** Somebody who has both ways in: number and PIN, address and password. */
const withBoth = async (w: World) => {
  const ids = await withBen(w)
  await givePin(w, ids.personId, PIN)
  return ids
}

const signInByPhone = async (w: World, more: object = {}, headers: Record<string, string> = {}) => {
  const begun = await start(w, BENS_PHONE, headers)
  const Cookie = [headers.Cookie, begun.cookies[0]?.split(';')[0]].filter((it) => it !== undefined).join('; ')
  const mine = { ...headers, ...(Cookie === '' ? {} : { Cookie }) }
  assert.equal((await giveCode(w, begun.body.loginId, newestCode(w, BENS_PHONE), mine)).status, 200)
  const entered = await enterPin(w, begun.body.loginId, PIN, { ...more }, mine)
  assert.equal(entered.status, 200, JSON.stringify(entered.body))
  const cookies = [...Cookie.split('; '), ...entered.cookies.map((cookie) => cookie.split(';')[0])]
  return { body: entered.body, headers: { ...headers, Cookie: cookies.join('; ') } }
}

const signInByEmail = async (w: World) => {
  const { loginId } = (await startByEmail(w)).body
  const entered = await knock(w, `POST /login/${loginId}/code`, {
    body: { code: newestCode(w, BENS_PHONE), trustDevice: true },
  })
  assert.equal(entered.status, 200, JSON.stringify(entered.body))
  return entered.body
}

/** A device token with one of its parts from elsewhere: an attacker puts together what they like. */
const spliced = (token: string, part: 'organisation' | 'tag', by: string): string => {
  const parts = token.split('.')
  parts[{ organisation: 2, tag: 4 }[part]] = by
  return parts.join('.')
}

test('a browser whose person did not ask for trust is known, and is asked for a code the next time', async () => {
  const w = world()
  await withBoth(w)
  const { headers } = await signInByPhone(w, {}, { 'Latchkey-Client': 'web' })
  assert.match(headers.Cookie, /__Host-latchkey-devices=lkd1/)
  w.passes(HOUR)
  assert.equal((await start(w, BENS_PHONE, headers)).body.next, 'sms_code')
  const asked = await signInByPhone(w, { trustDevice: true }, headers)
  w.passes(HOUR)
  assert.equal((await start(w, BENS_PHONE, asked.headers)).body.next, 'pin')
})

test('trust of the one way in is none in the other, not even under the label of a token that is', async () => {
  const w = world()
  await withBoth(w)
  const { deviceToken: ofPhone } = (await signInByPhone(w, { trustDevice: true })).body
  w.passes(HOUR)
  const { deviceToken: ofEmail } = await signInByEmail(w)
  w.passes(HOUR)
  const [phoneTag = '', emailTag = ''] = [ofPhone.split('.')[4], ofEmail.split('.')[4]]
  const byEmail = (token: string) => startByEmail(w, { headers: { 'Latchkey-Device': token } })
  const byPhone = (token: string) => start(w, BENS_PHONE, { 'Latchkey-Device': token })
  for (const token of [ofPhone, spliced(ofPhone, 'tag', emailTag)])
    assert.equal((await byEmail(token)).body.next, 'code', 'a number’s trust is no second factor beside a password')
  w.passes(HOUR)
  for (const token of [ofEmail, spliced(ofEmail, 'tag', phoneTag)])
    assert.equal((await byPhone(token)).body.next, 'sms_code', 'a second factor beside a password is no trust')
  w.passes(HOUR)
  assert.equal((await byPhone(ofPhone)).body.next, 'pin')
  assert.ok((await byEmail(ofEmail)).body.accessToken)
})

test('the rule that is asked is that of the person’s own organisation, whichever one a token names', async () => {
  const w = world()
  const { organisationId } = await withBoth(w)
  const lax = await knock(w, 'POST /operator/organisations', {
    body: { name: 'Lax', defaultCountry: 'GB', smsBudget: { limit: '1.00', currency: 'EUR' } },
  })
  const elsewhere: string = lax.body.organisationId
  await setOrganisation(w, elsewhere, { twoFactor: { required: false, method: 'sms', exemptNetworks: [] } })
  const { deviceToken: ofPhone } = (await signInByPhone(w, { trustDevice: true })).body
  w.passes(HOUR)
  const { deviceToken: ofEmail } = await signInByEmail(w)
  await setOrganisation(w, organisationId, { trustedDevices: { allowed: false } })
  w.passes(HOUR)
  const forged = { 'Latchkey-Device': spliced(ofPhone, 'organisation', elsewhere) }
  assert.equal((await start(w, BENS_PHONE, forged)).body.next, 'sms_code')
  w.passes(MINUTE)
  for (const token of [ofEmail, spliced(ofEmail, 'organisation', elsewhere)]) {
    const begun = await startByEmail(w, { email: EMAIL, headers: { 'Latchkey-Device': token } })
    assert.equal(begun.body.next, 'code', 'two-factor is due in the organisation that the person is in')
  }
})
