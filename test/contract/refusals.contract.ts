import assert from 'node:assert/strict'
import { call, expect, refused } from './api.ts'
import { journey } from './journey.ts'
import { freshNumber, newPerson, signIn } from './people.ts'

const nowhere = 'x'.repeat(43)

journey('what is no number, no code and no JSON is refused by name, and nothing is sent', async () => {
  const bad: readonly (readonly [string, unknown])[] = [
    ['POST /login/phone', { phone: '12' }],
    ['POST /login/phone', { phone: 447700900123 }],
    ['POST /login/phone', { phone: freshNumber(), extra: true }],
    ['POST /login/phone', {}],
    ['POST /login/phone', []],
    [`POST /login/${nowhere}/code`, { code: '12345' }],
    [`POST /login/${nowhere}/code`, { code: '１２３４５６' }],
    [`POST /login/${nowhere}/code`, { code: 123456 }],
    [`POST /login/${nowhere}/code`, { code: ['123456'] }],
    [`POST /login/${nowhere}/pin`, { pin: '12 34 56' }],
  ]
  for (const [asked, body] of bad) {
    const { status } = await refused('invalid_request', asked, { body })
    assert.equal(status, 400, asked)
  }
  for (const raw of ['{"phone":', 'phone=1', '"text"']) await refused('invalid_request', 'POST /login/phone', { raw })
})

journey('a login or a reset that never was is closed like one that is over', async () => {
  await refused('login_closed', `GET /login/${nowhere}`)
  await refused('login_closed', `POST /login/${nowhere}/code`, { body: { code: '204713' } })
  await refused('login_closed', `POST /login/${nowhere}/pin`, { body: { pin: '290461' } })
  await expect(204, `DELETE /login/${nowhere}`)
  await refused('reset_closed', `GET /pin-reset/${nowhere}`)
  await refused('reset_closed', `POST /pin-reset/${nowhere}/sms-code`, { body: { code: '204713' } })
})

journey('without a good access token nothing is told', async () => {
  const { accessToken } = (await signIn(await newPerson())).body
  const [head, body, signature] = accessToken.split('.')
  const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')
  for (const token of [
    'nonsense',
    `${head}.${body}.`,
    `${none}.${body}.`,
    `${head}.${body}.${signature?.slice(4)}AAAA`,
  ]) {
    await refused('unauthenticated', 'GET /me', { token })
  }
  for (const asked of ['GET /me', 'GET /me/sessions', 'GET /me/devices', 'DELETE /session']) {
    assert.equal((await refused('unauthenticated', asked)).status, 401)
  }
})

journey('a number of a country that is not served is refused before anything is sent', async () => {
  await refused('country_not_allowed', 'POST /login/phone', { body: { phone: '+81 90 1234 5678' } })
})

journey('problems speak the language the caller asked for', async () => {
  const say = async (language: string) =>
    (await call('POST /login/phone', { body: { phone: '12' }, headers: { 'Accept-Language': language } })).body.title
  const [english, german] = [await say('en'), await say('de-AT, de;q=0.9')]
  assert.ok(english.length > 0 && german.length > 0 && english !== german)
})

journey('a call that is sent again with its key is done once and answered alike', async () => {
  const anna = await newPerson()
  const headers = { 'Idempotency-Key': `start-${anna.personId}` }
  const first = await expect(200, 'POST /login/phone', { body: { phone: anna.phone }, headers })
  const again = await expect(200, 'POST /login/phone', { body: { phone: anna.phone }, headers })
  assert.equal(again.body.loginId, first.body.loginId)
  await refused('idempotency_conflict', 'POST /login/phone', { body: { phone: freshNumber() }, headers })
})

journey('the API describes itself, and says that it lives', async () => {
  assert.equal((await expect(200, 'GET /health')).body.status, 'ok')
  const { body } = await expect(200, 'GET /openapi.json')
  assert.match(body.openapi, /^3\.1/)
  assert.ok(body.paths['/login/phone'].post && body.paths['/pin-reset/{resetId}/pin'].post)
})
