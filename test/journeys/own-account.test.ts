import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, MINUTE } from '#core/time'
import { twoFactorOff } from '#support/admin'
import { createPerson, giveCode, otherThan, PHONE, PIN, signIn, start, withAnna } from '#support/anna'
import { BENS_PHONE, EMAIL, newestMailCode, PASSWORD, setOrganisation, startByEmail, withBen } from '#support/ben'
import { type Call, knock } from '#support/door'
import { settle } from '#support/resetting'
import { newestCode, type World, world } from '#support/world'

const NEW_PASSWORD = 'seven orange bicycles'

const bySelf = (w: World, token: string) => (route: string, body: Call['body']) => knock(w, route, { body, token })

const benSignedIn = async (w: World, more: Record<string, unknown> = {}) => {
  const { organisationId, personId } = await withBen(w, more)
  await setOrganisation(w, organisationId, twoFactorOff)
  const { accessToken, refreshToken } = (await startByEmail(w)).body
  return { organisationId, personId, accessToken, refreshToken, ask: bySelf(w, accessToken) }
}

test('a new password is chosen with the current one: it works, the old one does not, other sessions end, this one goes on', async () => {
  const w = world()
  const { accessToken, ask } = await benSignedIn(w)
  const other = (await startByEmail(w)).body
  assert.equal((await ask('POST /me/password', { currentPassword: PASSWORD, newPassword: NEW_PASSWORD })).status, 204)
  assert.equal((await knock(w, 'GET /me', { token: accessToken })).status, 200)
  assert.equal((await knock(w, 'GET /me', { token: other.accessToken })).body.code, 'unauthenticated')
  assert.equal((await startByEmail(w)).body.code, 'wrong_password')
  assert.ok((await startByEmail(w, { password: NEW_PASSWORD })).body.accessToken)
  assert.deepEqual([w.sms.at(-1)?.to, w.mail.at(-1)?.to], [BENS_PHONE, EMAIL])
})

test('a refused password names the rule and costs nothing', async () => {
  const w = world()
  const { organisationId, personId, ask } = await benSignedIn(w)
  await setOrganisation(w, organisationId, { twoFactor: { required: true, method: 'sms', exemptNetworks: [] } })
  const rules = async (newPassword: string) => {
    const { body } = await ask('POST /me/password', { currentPassword: PASSWORD, newPassword })
    assert.equal(body.code, 'password_not_allowed', newPassword)
    return body.reasons.map(({ rule }) => rule)
  }
  assert.deepEqual(await rules('short'), ['too_short'])
  assert.deepEqual(await rules('password123'), ['common'])
  assert.deepEqual(await rules('clinicclinic'), ['contains_name'])
  assert.deepEqual(await rules('example.com!'), ['contains_name'])
  assert.equal((await w.ports.people.read(personId))?.passwordFailures, 0)
})

test('where a password may be all that is asked for it has fifteen characters at least, in a change and in a reset', async () => {
  const w = world()
  const { organisationId, personId, ask } = await benSignedIn(w)
  const needed = async () => {
    const { body } = await ask('POST /me/password', { currentPassword: PASSWORD, newPassword: 'otter map 14ch' })
    return body === undefined ? 'taken' : body.reasons[0].limit
  }
  assert.equal(await needed(), 15, 'two-factor is off')
  const on = { required: true, method: 'sms' as const, exemptNetworks: [] }
  await setOrganisation(w, organisationId, { twoFactor: { ...on, exemptNetworks: ['192.0.2.0/24'] } })
  assert.equal(await needed(), 15, 'in one network')
  await setOrganisation(w, organisationId, { twoFactor: on })
  const ben = await w.ports.people.read(personId)
  assert.ok(ben && (await w.ports.roster.change(ben, { ...ben, twoFactorExempt: true })))
  assert.equal(await needed(), 15, 'for this person')
  const { resetId } = (await knock(w, 'POST /password-reset', { body: { email: EMAIL } })).body
  await settle(w)
  await knock(w, `POST /password-reset/${resetId}/email-code`, { body: { code: newestMailCode(w) } })
  await settle(w)
  await knock(w, `POST /password-reset/${resetId}/sms-code`, { body: { code: newestCode(w, BENS_PHONE) } })
  await settle(w)
  const refused = await knock(w, `POST /password-reset/${resetId}/password`, { body: { password: 'otter map 14ch' } })
  assert.deepEqual([refused.body.code, refused.body.reasons?.[0].limit], ['password_not_allowed', 15])
  const same = await w.ports.people.read(personId)
  assert.ok(same && (await w.ports.roster.change(same, { ...same, twoFactorExempt: false })))
  assert.equal(await needed(), 'taken')
})

test('sixty-four characters of any kind are a password, and one spelling of an accent is as good as another', async () => {
  const w = world()
  const { ask } = await benSignedIn(w)
  const composed = `caf\u00e9 ${'ü☃🚲 '.repeat(15)}`
  assert.equal((await ask('POST /me/password', { currentPassword: PASSWORD, newPassword: composed })).status, 204)
  assert.ok((await startByEmail(w, { password: composed.normalize('NFD') })).body.accessToken)
})

test('without the current password nothing is changed, and twenty wrong ones are the end of trying', async () => {
  const w = world()
  const { personId, ask } = await benSignedIn(w)
  const change = (currentPassword: string) => ask('POST /me/password', { currentPassword, newPassword: NEW_PASSWORD })
  const wrong = await change('not this one')
  assert.deepEqual([wrong.body.code, wrong.body.attemptsLeft], ['wrong_password', 19])
  for (let i = 0; i < 19; i++) await change('not this one')
  assert.equal((await change(PASSWORD)).body.code, 'step_up_required')
  assert.equal((await w.ports.people.read(personId))?.passwordEpoch, 1)
})

test('a number is added with the password and a code, and the warning is gone', async () => {
  const w = world()
  const { accessToken, ask } = await benSignedIn(w, { phone: undefined })
  assert.deepEqual((await knock(w, 'GET /me', { token: accessToken })).body.warnings, [{ code: 'no_phone_number' }])
  const begun = await ask('POST /me/phone', { phone: '07700 900456', currentPassword: PASSWORD })
  assert.equal(begun.body.code.sentTo, '+44 •••• •••456')
  const { status, body } = await ask(`POST /me/phone/${begun.body.changeId}/code`, { code: newestCode(w, BENS_PHONE) })
  assert.deepEqual([status, body.phone, body.warnings], [200, BENS_PHONE, []])
  assert.equal(w.sms.length, 2)
})

test('a changed number: the old one is told, the new one signs in, trust ends, and this session goes on', async () => {
  const w = world()
  await withAnna(w)
  const elsewhere: string = (await signIn(w)).body.refreshToken
  w.passes(20 * MINUTE)
  const { accessToken, deviceToken } = (await signIn(w, { trustDevice: true })).body
  const ask = bySelf(w, accessToken)
  const begun = await ask('POST /me/phone', { phone: BENS_PHONE, currentPin: PIN })
  const code = newestCode(w, BENS_PHONE)
  w.sms.splice(0)
  assert.equal((await ask(`POST /me/phone/${begun.body.changeId}/code`, { code })).body.phone, BENS_PHONE)
  assert.deepEqual(
    w.sms.map(({ to }) => to),
    [PHONE, BENS_PHONE],
  )
  assert.equal((await knock(w, 'GET /me', { token: accessToken })).status, 200)
  const renewed = await knock(w, 'POST /session/refresh', { body: { refreshToken: elsewhere } })
  assert.equal(renewed.status, 401, 'the session on the other device is over')
  w.passes(20 * MINUTE)
  const again = await start(w, BENS_PHONE, { 'Latchkey-Device': deviceToken })
  assert.equal(again.body.next, 'sms_code')
  assert.equal((await ask(`POST /me/phone/${begun.body.changeId}/code`, { code })).body.code, 'unauthenticated')
})

test('the code of a number change opens no sign-in, and a code of a sign-in changes no number', async () => {
  const w = world()
  await withAnna(w)
  const { accessToken } = (await signIn(w)).body
  const ask = bySelf(w, accessToken)
  const { changeId } = (await ask('POST /me/phone', { phone: BENS_PHONE, currentPin: PIN })).body
  assert.equal((await giveCode(w, changeId, newestCode(w, BENS_PHONE))).body.code, 'login_closed')
  assert.equal((await knock(w, `GET /login/${changeId}`)).body.code, 'login_closed')
  const { loginId } = (await start(w)).body
  assert.equal((await ask(`POST /me/phone/${loginId}/code`, { code: newestCode(w, PHONE) })).body.code, 'login_closed')
})

test('the code for a new number is sent again after 30, 60 and 120 seconds, three times and no more; only the newest counts', async () => {
  const w = world()
  await withAnna(w)
  const ask = bySelf(w, (await signIn(w)).body.accessToken)
  const { changeId } = (await ask('POST /me/phone', { phone: BENS_PHONE, currentPin: PIN })).body
  const first = newestCode(w, BENS_PHONE)
  const early = await ask(`POST /me/phone/${changeId}/code/resend`, {})
  assert.deepEqual([early.body.code, early.body.retryAfterSeconds], ['resend_too_soon', 30])
  const waits = [30, 60, 120]
  for (const [i, wait] of waits.entries()) {
    w.passes(wait * 1_000)
    const { status, body } = await ask(`POST /me/phone/${changeId}/code/resend`, {})
    assert.equal(status, 200)
    assert.deepEqual([body.code.sendsLeft, body.code.resendAfterSeconds], [2 - i, waits[i + 1] ?? 0])
    assert.deepEqual([body.code.sentTo, w.sms.at(-1)?.to], ['+44 •••• •••456', BENS_PHONE])
  }
  w.passes(2 * MINUTE)
  assert.equal((await ask(`POST /me/phone/${changeId}/code/resend`, {})).body.code, 'no_sends_left')
  const told = await ask(`POST /me/phone/${changeId}/code`, { code: first })
  assert.deepEqual([told.body.code, typeof told.body.newestSentAt], ['earlier_code', 'string'])
  const done = await ask(`POST /me/phone/${changeId}/code`, { code: newestCode(w, BENS_PHONE) })
  assert.deepEqual([done.status, done.body.phone], [200, BENS_PHONE])
  assert.equal((await ask(`POST /me/phone/${changeId}/code/resend`, {})).body.code, 'login_closed')
})

test('the page that waits for the code of a new number is told how it is doing, after a reload too', async () => {
  const w = world()
  await withAnna(w)
  const ask = bySelf(w, (await signIn(w)).body.accessToken)
  const { changeId, expiresAt } = (await ask('POST /me/phone', { phone: BENS_PHONE, currentPin: PIN })).body
  w.passes(10_000)
  const { status, body } = await ask(`GET /me/phone/${changeId}`, undefined)
  assert.equal(status, 200)
  assert.equal(body.expiresAt, expiresAt)
  assert.deepEqual(
    [body.code.delivery, body.code.resendAfterSeconds, body.code.sentTo],
    ['sent', 20, '+44 •••• •••456'],
  )
  await ask(`POST /me/phone/${changeId}/code`, { code: otherThan(newestCode(w, BENS_PHONE)) })
  assert.equal((await ask(`GET /me/phone/${changeId}`, undefined)).body.code.attemptsLeft, 4)
})

test('sending a new number another code gives no tries back, and five wrong codes end that too', async () => {
  const w = world()
  await withAnna(w)
  const ask = bySelf(w, (await signIn(w)).body.accessToken)
  const { changeId } = (await ask('POST /me/phone', { phone: BENS_PHONE, currentPin: PIN })).body
  for (let i = 1; i <= 4; i++)
    await ask(`POST /me/phone/${changeId}/code`, { code: otherThan(newestCode(w, BENS_PHONE), i) })
  w.passes(30_000)
  const again = await ask(`POST /me/phone/${changeId}/code/resend`, {})
  assert.equal(again.body.code.attemptsLeft, 1)
  const fifth = await ask(`POST /me/phone/${changeId}/code`, { code: otherThan(newestCode(w, BENS_PHONE), 5) })
  assert.deepEqual([fifth.body.code, fifth.body.attemptsLeft], ['wrong_code', 0])
  w.passes(MINUTE)
  assert.equal((await ask(`POST /me/phone/${changeId}/code/resend`, {})).body.code, 'login_closed')
})

test("nobody but the session that began a change has its code sent again, and not after that person's PIN was changed", async () => {
  const w = world()
  await withAnna(w)
  const ask = bySelf(w, (await signIn(w)).body.accessToken)
  const { changeId } = (await ask('POST /me/phone', { phone: BENS_PHONE, currentPin: PIN })).body
  w.passes(MINUTE)
  const own = bySelf(w, (await signIn(w)).body.accessToken)
  w.sms.splice(0)
  for (const route of [`POST /me/phone/${changeId}/code/resend`, `GET /me/phone/${changeId}`])
    assert.equal((await own(route, route.startsWith('POST') ? {} : undefined)).body.code, 'login_closed')
  assert.equal((await knock(w, `POST /login/${changeId}/code/resend`, { body: {} })).body.code, 'login_closed')
  assert.equal((await ask('POST /me/pin', { currentPin: PIN, newPin: '704816' })).status, 204)
  assert.equal((await ask(`POST /me/phone/${changeId}/code/resend`, {})).body.code, 'login_closed')
  assert.equal((await knock(w, `POST /me/phone/${changeId}/code/resend`, { body: {} })).body.code, 'unauthenticated')
  assert.deepEqual(
    w.sms.map(({ to }) => to),
    [PHONE],
  )
})

test('a code that nobody can pay for is not sent again, and costs none of the three', async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  const ask = bySelf(w, (await signIn(w)).body.accessToken)
  const { changeId } = (await ask('POST /me/phone', { phone: BENS_PHONE, currentPin: PIN })).body
  const limit = async (amount: string) =>
    knock(w, `PATCH /operator/organisations/${organisationId}`, { body: { smsBudget: { limit: amount } } })
  w.passes(30_000)
  await limit('0')
  const refused = await ask(`POST /me/phone/${changeId}/code/resend`, {})
  assert.deepEqual([refused.status, refused.body.code], [402, 'sms_budget_spent'])
  await limit('100')
  assert.equal((await ask(`POST /me/phone/${changeId}/code/resend`, {})).body.code.sendsLeft, 2)
})

test("somebody else's session cannot finish a change, and five wrong codes end it", async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  const ask = bySelf(w, (await signIn(w)).body.accessToken)
  const { changeId } = (await ask('POST /me/phone', { phone: BENS_PHONE, currentPin: PIN })).body
  const code = newestCode(w, BENS_PHONE)
  w.passes(MINUTE)
  const other = bySelf(w, (await signIn(w)).body.accessToken)
  assert.equal((await other(`POST /me/phone/${changeId}/code`, { code })).body.code, 'login_closed')
  for (let i = 1; i <= 5; i++) {
    const { body } = await ask(`POST /me/phone/${changeId}/code`, { code: otherThan(code, i) })
    assert.deepEqual([body.code, body.attemptsLeft], ['wrong_code', 5 - i])
  }
  assert.equal((await ask(`POST /me/phone/${changeId}/code`, { code })).body.code, 'login_closed')
  assert.ok(organisationId)
})

test("a number that is somebody else's is told only to who holds it, and is not taken", async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  await createPerson(w, organisationId, { name: 'Ben', phone: BENS_PHONE, email: EMAIL })
  const ask = bySelf(w, (await signIn(w)).body.accessToken)
  const begun = await ask('POST /me/phone', { phone: BENS_PHONE, currentPin: PIN })
  assert.equal(begun.status, 200)
  const { body } = await ask(`POST /me/phone/${begun.body.changeId}/code`, { code: newestCode(w, BENS_PHONE) })
  assert.equal(body.code, 'invalid_request')
  assert.equal((await w.ports.people.read(personId))?.phoneVersion, 1)
})

test('a number needs the PIN or the password, one of them and the right one', async () => {
  const w = world()
  await withAnna(w)
  const ask = bySelf(w, (await signIn(w)).body.accessToken)
  w.sms.splice(0)
  const refusal = async (body: object) => (await ask('POST /me/phone', { phone: BENS_PHONE, ...body })).body.code
  assert.equal(await refusal({}), 'invalid_request')
  assert.equal(await refusal({ currentPin: PIN, currentPassword: PASSWORD }), 'invalid_request')
  assert.equal(await refusal({ currentPin: '271828' }), 'wrong_pin')
  assert.equal(await refusal({ currentPassword: PASSWORD }), 'wrong_password')
  assert.equal(
    (await ask('POST /me/phone', { phone: '+358 50 1234567', currentPin: PIN })).body.code,
    'country_not_allowed',
  )
  assert.equal((await ask('POST /me/phone', { phone: '12', currentPin: PIN })).body.code, 'invalid_request')
  assert.equal(w.sms.length, 0)
})

test('a code for a number change has its time', async () => {
  const w = world()
  await withAnna(w)
  const ask = bySelf(w, (await signIn(w)).body.accessToken)
  const { changeId } = (await ask('POST /me/phone', { phone: BENS_PHONE, currentPin: PIN })).body
  w.passes(5 * MINUTE)
  assert.equal(
    (await ask(`POST /me/phone/${changeId}/code`, { code: newestCode(w, BENS_PHONE) })).body.code,
    'code_expired',
  )
  w.passes(DAY)
  assert.equal((await ask(`POST /me/phone/${changeId}/code`, { code: '123456' })).body.code, 'unauthenticated')
})

test('of changes in the same moment one is made; the others hear that what they showed is no more, and never that it was our fault', async () => {
  const w = world()
  await withAnna(w)
  const anna = bySelf(w, (await signIn(w)).body.accessToken)
  const pins = ['950284', '739164', '507318'].map((newPin) => anna('POST /me/pin', { currentPin: PIN, newPin }))
  const said = (await Promise.all(pins)).map(({ status, body }) => body?.code ?? status).toSorted()
  assert.deepEqual(said, [204, 'wrong_pin', 'wrong_pin'])
  const v = world()
  const { ask } = await benSignedIn(v)
  const passwords = [1, 2, 3].map((n) =>
    ask('POST /me/password', { currentPassword: PASSWORD, newPassword: `${NEW_PASSWORD} ${n}` }),
  )
  const told = (await Promise.all(passwords)).map(({ status, body }) => body?.code ?? status).toSorted()
  assert.deepEqual(told, [204, 'wrong_password', 'wrong_password'])
})

test('a name that is changed while the PIN is changed is changed', async () => {
  const w = world()
  await withAnna(w)
  const anna = bySelf(w, (await signIn(w)).body.accessToken)
  const both = await Promise.all([
    anna('POST /me/pin', { currentPin: PIN, newPin: '950284' }),
    anna('PATCH /me', { name: 'Anna Other' }),
  ])
  assert.deepEqual(
    both.map(({ status }) => status),
    [204, 200],
  )
  assert.equal((await anna('GET /me', undefined)).body.name, 'Anna Other')
})
