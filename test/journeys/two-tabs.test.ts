import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, MINUTE, SECOND } from '#core/time'
import { createPerson, givePin, PHONE, PIN, withAnna } from '#support/anna'
import { EMAIL, PASSWORD, withBen } from '#support/ben'
import { browser } from '#support/browser'
import { settle } from '#support/resetting'
import { newestCode, type World, world } from '#support/world'

const CLEOS_PHONE = '+447700900124'

const withAnnaAndCleo = async (w: World) => {
  const { organisationId } = await withAnna(w)
  const personId = await createPerson(w, organisationId, {
    name: 'Cleo',
    phone: CLEOS_PHONE,
    email: 'cleo@example.com',
  })
  await givePin(w, personId, PIN)
}

type Browser = ReturnType<typeof browser>

const goOn = async (w: World, ask: Browser, loginId: string, phone: string) => {
  assert.equal((await ask(`GET /login/${loginId}`, {})).body.next, 'sms_code')
  assert.equal((await ask(`POST /login/${loginId}/code`, { code: newestCode(w, phone) })).body.next, 'pin')
  return ask(`POST /login/${loginId}/pin`, { pin: PIN, trustDevice: true })
}

test('two tabs of a new browser that begin at the same moment both go on, and the session of either is renewed', async () => {
  const w = world()
  await withAnnaAndCleo(w)
  const ask = browser(w)
  const phones = [PHONE, CLEOS_PHONE] as const
  const begun = await Promise.all(phones.map((phone) => ask('POST /login/phone', { phone })))
  for (const [i, phone] of phones.entries()) {
    const signedIn = await goOn(w, ask, begun[i]?.body.loginId ?? '', phone)
    assert.equal(signedIn.status, 200, JSON.stringify(signedIn.body))
    for (let renewed = 0; renewed < 2; renewed++) {
      assert.equal((await ask('POST /session/refresh', {})).status, 200)
      w.passes(MINUTE)
    }
  }
  w.passes(DAY)
  assert.equal((await ask('POST /login/phone', { phone: PHONE })).body.next, 'pin', 'both are trusted')
  assert.equal((await ask('POST /login/phone', { phone: CLEOS_PHONE })).body.next, 'pin')
  assert.equal(
    ask.keeps().filter((name) => name.startsWith('__Host-latchkey-client')).length,
    3,
    'and no later start adds one',
  )
})

test('a session stays its browser’s although the first answer of another tab comes after it', async () => {
  const w = world()
  await withAnnaAndCleo(w)
  const ask = browser(w)
  const other = ask.send('POST /login/phone', { phone: CLEOS_PHONE })
  const { loginId } = (await ask('POST /login/phone', { phone: PHONE })).body
  await goOn(w, ask, loginId, PHONE)
  const { loginId: theirs } = (await other.arrives()).body
  assert.equal((await ask('POST /session/refresh', {})).status, 200)
  w.passes(30 * SECOND)
  assert.equal((await ask('POST /session/refresh', {})).status, 200)
  assert.equal((await goOn(w, ask, theirs, CLEOS_PHONE)).status, 200)
})

test('resets and sign-ins by e-mail that two tabs of a new browser begin at once both go on, too', async () => {
  const w = world()
  await withAnna(w)
  await withBen(w)
  const ask = browser(w)
  const [reset, login] = await Promise.all([
    ask('POST /pin-reset', { phone: PHONE }),
    ask('POST /login/email', { email: EMAIL, password: PASSWORD }),
  ])
  await settle(w)
  const code = { code: newestCode(w, PHONE) }
  assert.equal((await ask(`POST /pin-reset/${reset.body.resetId}/sms-code`, code)).body.next, 'email_code')
  assert.equal((await ask(`GET /login/${login.body.loginId}`, {})).body.next, 'code')
})

test('a login stays closed to a browser that did not begin it, whatever its cookies are called', async () => {
  const w = world()
  await withAnna(w)
  const [mine, theirs] = [browser(w), browser(w)]
  const { loginId } = (await mine('POST /login/phone', { phone: PHONE })).body
  await theirs('POST /login/phone', { phone: CLEOS_PHONE })
  const own = theirs.keeps().find((name) => name.startsWith('__Host-latchkey-client-')) ?? ''
  assert.notEqual(own, '')
  for (const value of ['A'.repeat(43), 'x', '']) {
    const Cookie = `__Host-latchkey-client=${'B'.repeat(43)}; __Host-latchkey-client-${loginId.slice(0, 8)}=${value}`
    assert.equal((await theirs(`GET /login/${loginId}`, {}, { Cookie })).body.code, 'login_closed')
  }
  assert.equal((await theirs(`GET /login/${loginId}`, {})).body.code, 'login_closed')
  assert.equal((await mine(`GET /login/${loginId}`, {})).body.next, 'sms_code')
})

test('a cookie that holds no nonce is as good as none', async () => {
  const w = world()
  await withAnna(w)
  for (const value of ['', 'short', 'A'.repeat(44), '%00'.repeat(15)]) {
    const ask = browser(w)
    const Cookie = `__Host-latchkey-client=${value}`
    const { body, cookies } = await ask('POST /login/phone', { phone: PHONE }, { Cookie })
    assert.equal(cookies.length, 2, 'it is given one')
    assert.equal((await ask(`GET /login/${body.loginId}`, {})).body.next, 'sms_code')
    const named = `${Cookie}; __Host-latchkey-client-${body.loginId.slice(0, 8)}=${value}`
    assert.equal((await ask(`GET /login/${body.loginId}`, {}, { Cookie: named })).body.code, 'login_closed')
    w.passes(DAY)
  }
})
