import assert from 'node:assert/strict'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { expect, refused } from './api.ts'
import { journey, journeyInTime, passes } from './journey.ts'
import { newPerson, signIn } from './people.ts'

journey('an access token is verified by any JWT library with what the API publishes', async () => {
  const anna = await newPerson()
  const { accessToken } = (await signIn(anna)).body
  const { body: told } = await expect(200, 'GET /.well-known/openid-configuration')
  const { keys } = (await expect(200, 'GET /.well-known/jwks.json')).body
  assert.ok(told.jwks_uri.startsWith(told.issuer), 'keys are published by the issuer')
  const { payload, protectedHeader } = await jwtVerify(accessToken, createLocalJWKSet({ keys: [...keys] }), {
    issuer: told.issuer,
    typ: 'at+jwt',
    algorithms: ['RS256'],
    // The engine's clock may be ahead of this machine's.
    clockTolerance: '400 days',
  })
  assert.equal(protectedHeader.alg, 'RS256')
  assert.deepEqual([payload.sub, payload.org, payload.role], [anna.personId, anna.organisationId, 'member'])
  for (const claim of ['aud', 'sid', 'amr', 'acr', 'auth_time', 'iat', 'nbf', 'exp', 'jti']) {
    assert.ok(payload[claim] !== undefined, `the token says ${claim}`)
  }
  assert.ok((payload.exp ?? 0) - (payload.iat ?? 0) <= 900)
})

journey('a session goes on by its refresh token, and ends when somebody signs out', async () => {
  const anna = await newPerson()
  const first = (await signIn(anna)).body
  const second = (await expect(200, 'POST /session/refresh', { body: { refreshToken: first.refreshToken } })).body
  assert.notEqual(second.refreshToken, first.refreshToken)
  await expect(200, 'GET /me', { token: second.accessToken })
  await expect(204, 'DELETE /session', { token: second.accessToken })
  await refused('unauthenticated', 'GET /me', { token: second.accessToken })
  await refused('unauthenticated', 'POST /session/refresh', { body: { refreshToken: second.refreshToken } })
})

journeyInTime('a refresh token that was used long ago ends the session for the thief and the owner', async () => {
  const anna = await newPerson()
  const first = (await signIn(anna)).body
  const second = (await expect(200, 'POST /session/refresh', { body: { refreshToken: first.refreshToken } })).body
  await passes(60)
  const third = (await expect(200, 'POST /session/refresh', { body: { refreshToken: second.refreshToken } })).body
  await passes(60)
  await refused('unauthenticated', 'POST /session/refresh', { body: { refreshToken: first.refreshToken } })
  await refused('unauthenticated', 'POST /session/refresh', { body: { refreshToken: third.refreshToken } })
})

journey('the same refresh sent twice at once is answered alike: two tabs do not sign each other out', async () => {
  const anna = await newPerson()
  const { refreshToken } = (await signIn(anna)).body
  const tab = () => expect(200, 'POST /session/refresh', { body: { refreshToken } })
  const [one, two] = await Promise.all([tab(), tab()])
  assert.equal(one.body.refreshToken, two.body.refreshToken)
  await expect(200, 'POST /session/refresh', { body: { refreshToken: one.body.refreshToken } })
})

journey('a person sees their sessions and ends the one on the lost phone', async () => {
  const anna = await newPerson()
  const lost = (await signIn(anna)).body
  const here = (await signIn(anna)).body
  const { items } = (await expect(200, 'GET /me/sessions', { token: here.accessToken })).body
  assert.equal(items.length, 2)
  const other = items.find(({ current }) => !current)
  assert.ok(other)
  await expect(204, `DELETE /me/sessions/${other.sessionId}`, { token: here.accessToken })
  await refused('unauthenticated', 'POST /session/refresh', { body: { refreshToken: lost.refreshToken } })
  await expect(200, 'GET /me', { token: here.accessToken })
  await refused('not_found', `DELETE /me/sessions/${other.sessionId}`, { token: here.accessToken })
})

journey('a person sees their devices and stops trusting one', async () => {
  const anna = await newPerson()
  const { accessToken, deviceToken } = (await signIn(anna, { trustDevice: true })).body
  const { items } = (await expect(200, 'GET /me/devices', { token: accessToken })).body
  const [device, ...others] = items.filter(({ trusted }) => trusted)
  assert.ok(device)
  assert.equal(others.length, 0)
  await expect(204, `DELETE /me/devices/${device.deviceId}`, { token: accessToken })
  const again = await expect(200, 'POST /login/phone', {
    body: { phone: anna.phone },
    headers: { 'Latchkey-Device': deviceToken },
  })
  assert.equal(again.body.next, 'sms_code')
})

journey('a person changes name and language, and nothing else that way', async () => {
  const anna = await newPerson()
  const { accessToken: token } = (await signIn(anna)).body
  await expect(200, 'PATCH /me', { token, body: { name: 'Anna Beispiel', locale: 'de' } })
  const me = await expect(200, 'GET /me', { token })
  assert.deepEqual([me.body.name, me.body.locale], ['Anna Beispiel', 'de'])
  await refused('invalid_request', 'PATCH /me', { token, body: { role: 'admin' } })
  await refused('invalid_request', 'PATCH /me', { token, body: { phone: '+447700900001' } })
})

journey('a new PIN needs the current one, and signs the person in from then on', async () => {
  const anna = await newPerson()
  const { accessToken: token } = (await signIn(anna)).body
  await refused('wrong_pin', 'POST /me/pin', { token, body: { currentPin: '290461', newPin: '905172' } })
  const refusal = await refused('pin_not_allowed', 'POST /me/pin', {
    token,
    body: { currentPin: anna.pin, newPin: '127680' },
  })
  assert.deepEqual(refusal.body.reasons[0]?.digits, '12')
  await expect(204, 'POST /me/pin', { token, body: { currentPin: anna.pin, newPin: '905172' } })
  await signIn({ ...anna, pin: '905172' })
})
