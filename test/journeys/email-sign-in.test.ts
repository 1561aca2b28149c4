import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR, MINUTE, SECOND } from '#core/time'
import { withAdmin } from '#support/admin'
import { createPerson, giveCode, otherThan } from '#support/anna'
import {
  BENS_PHONE,
  EMAIL,
  givePassword,
  newestMailCode,
  PASSWORD,
  setOrganisation,
  startByEmail,
  withBen,
} from '#support/ben'
import { knock } from '#support/door'
import { newestCode, type World, world } from '#support/world'

const rule = (change: object = {}) => ({
  twoFactor: { required: true, method: 'sms' as const, exemptNetworks: [], ...change },
})

/** Password and code, on a new device. */
const signIn = async (w: World, more: Record<string, unknown> = {}) => {
  const begun = await startByEmail(w)
  assert.equal(begun.body.next, 'code', JSON.stringify(begun.body))
  const session = await knock(w, `POST /login/${begun.body.loginId}/code`, {
    body: { code: newestCode(w, BENS_PHONE), ...more },
  })
  assert.equal(session.status, 200, JSON.stringify(session.body))
  return session
}

test('Ben enters e-mail, password and the code he was sent, and is signed in', async () => {
  const w = world()
  const { personId, organisationId } = await withBen(w)
  const begun = await startByEmail(w, { email: ' Ben@Example.com ' })
  assert.deepEqual(
    {
      ...begun.body,
      loginId: undefined,
      expiresAt: undefined,
      code: { ...Object(begun.body.code), expiresAt: undefined },
    },
    {
      loginId: undefined,
      expiresAt: undefined,
      next: 'code',
      code: {
        channel: 'sms',
        sentTo: '+44 •••• •••456',
        length: 6,
        expiresAt: undefined,
        resendAfterSeconds: 30,
        sendsLeft: 3,
        attemptsLeft: 5,
        delivery: 'sending',
        alternatives: [],
      },
    },
  )
  const waiting = await knock(w, `GET /login/${begun.body.loginId}`)
  assert.equal(waiting.body.code.delivery, 'sent')
  const session = await giveCode(w, begun.body.loginId, newestCode(w, BENS_PHONE))
  assert.deepEqual(session.body.person, { personId, name: 'Ben Example', role: 'member', organisationId })
  assert.deepEqual(session.body.warnings, [])
  const [, claims = ''] = session.body.accessToken.split('.')
  assert.deepEqual(JSON.parse(Buffer.from(claims, 'base64url').toString()).amr, ['pwd', 'sms', 'mfa'])
})

test('on a device that passed it, the second factor is asked for again after 30 days and not before', async () => {
  const w = world()
  await withBen(w)
  const { deviceToken } = (await signIn(w)).body
  const headers = { 'Latchkey-Device': deviceToken }
  w.passes(29 * DAY)
  const again = await startByEmail(w, { headers })
  assert.ok(again.body.accessToken, JSON.stringify(again.body))
  assert.equal(again.body.deviceToken, undefined)
  w.passes(DAY - 2 * SECOND)
  assert.ok((await startByEmail(w, { headers })).body.accessToken)
  w.passes(2 * SECOND)
  assert.equal((await startByEmail(w, { headers })).body.next, 'code')
})

test('with a password, a device is remembered unless the person says no: nothing said is yes', async () => {
  const w = world()
  await withBen(w)
  const next = async (said: Record<string, unknown>) => {
    const { deviceToken } = (await signIn(w, said)).body
    w.passes(HOUR)
    const again = await startByEmail(w, { headers: { 'Latchkey-Device': deviceToken } })
    w.passes(HOUR)
    return again.body.next ?? again.status
  }
  assert.deepEqual(
    [await next({}), await next({ trustDevice: true }), await next({ trustDevice: false })],
    [200, 200, 'code'],
  )
})

test('a web client is remembered by its cookie alone', async () => {
  const w = world()
  await withBen(w)
  const headers = { 'Latchkey-Client': 'web' }
  const begun = await startByEmail(w, { headers })
  const cookies = (list: readonly string[]) => list.map((cookie) => cookie.split(';')[0]).join('; ')
  const client = { ...headers, Cookie: cookies(begun.cookies) }
  const session = await giveCode(w, begun.body.loginId, newestCode(w, BENS_PHONE), client)
  assert.equal(session.status, 200)
  const jar = { ...headers, Cookie: cookies([...begun.cookies, ...session.cookies]) }
  assert.ok((await startByEmail(w, { headers: jar })).body.accessToken)
})

test("another person's device does not help, nor does Ben's own after his password changed", async () => {
  const w = world()
  const { personId, organisationId } = await withBen(w)
  const { deviceToken } = (await signIn(w)).body
  const headers = { 'Latchkey-Device': deviceToken }
  const cara = await createPerson(w, organisationId, {
    name: 'Cara',
    phone: '+447700900789',
    email: 'cara@example.com',
  })
  await givePassword(w, cara, PASSWORD)
  assert.equal((await startByEmail(w, { email: 'cara@example.com', headers })).body.next, 'code')
  await givePassword(w, personId, PASSWORD)
  assert.equal((await startByEmail(w, { headers })).body.next, 'code')
})

test('where no second factor is asked for, the password is enough, and the token says so', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  await setOrganisation(w, organisationId, rule({ required: false }))
  const session = await startByEmail(w)
  const [, claims = ''] = session.body.accessToken.split('.')
  const { amr, acr } = JSON.parse(Buffer.from(claims, 'base64url').toString())
  assert.deepEqual([amr, acr], [['pwd'], 'urn:latchkey:one_factor'])
  assert.equal(w.sms.length, 0)
})

test('an exempt network counts by the address the gateway reports, never by a header', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  await setOrganisation(w, organisationId, rule({ exemptNetworks: ['203.0.113.0/24'] }))
  assert.ok((await startByEmail(w, { source: '203.0.113.9' })).body.accessToken)
  const headers = {
    'X-Forwarded-For': '203.0.113.9',
    Forwarded: 'for=203.0.113.9',
    'Latchkey-Local-Source': '203.0.113.9',
  }
  assert.equal((await startByEmail(w, { source: '198.51.100.9', headers })).body.next, 'code')
})

test('a session that began without a second factor is not renewed once the organisation asks for one, or outside the exempt network', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  await setOrganisation(w, organisationId, rule({ required: false }))
  const one = (await startByEmail(w)).body.refreshToken
  await setOrganisation(w, organisationId, rule({ exemptNetworks: ['203.0.113.0/24'] }))
  const refresh = (refreshToken: string, source: string) =>
    knock(w, 'POST /session/refresh', { body: { refreshToken }, source })
  assert.equal((await refresh(one, '198.51.100.9')).body.code, 'step_up_required')
  const two = await refresh(one, '203.0.113.9')
  assert.equal(two.status, 200)
  const full = (await signIn(w)).body.refreshToken
  assert.equal((await refresh(full, '198.51.100.9')).status, 200)
})

test('"Send new code" sends another, only the newest counts, and the earlier one is told apart without costing a try', async () => {
  const w = world()
  await withBen(w)
  const { loginId } = (await startByEmail(w)).body
  const first = newestCode(w, BENS_PHONE)
  const soon = await knock(w, `POST /login/${loginId}/code/resend`, { body: {} })
  assert.equal(soon.body.code, 'resend_too_soon')
  w.passes(31 * SECOND)
  const resent = await knock(w, `POST /login/${loginId}/code/resend`, { body: {} })
  assert.equal(resent.status, 200)
  const second = newestCode(w, BENS_PHONE)
  const earlier = await giveCode(w, loginId, first)
  assert.equal(earlier.body.code, 'earlier_code')
  const wrong = await giveCode(w, loginId, otherThan(second, 7))
  assert.deepEqual([wrong.body.code, wrong.body.attemptsLeft], ['wrong_code', 4])
  assert.equal((await giveCode(w, loginId, second)).status, 200)
  assert.equal((await giveCode(w, loginId, second)).body.code, 'login_closed')
})

test('the organisation may choose e-mail for its codes', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  await setOrganisation(w, organisationId, rule({ method: 'email' }))
  const begun = await startByEmail(w)
  assert.deepEqual([begun.body.code.channel, begun.body.code.sentTo], ['email', 'b•••@example.com'])
  assert.equal((await giveCode(w, begun.body.loginId, newestMailCode(w))).status, 200)
  assert.equal(w.sms.length, 0)
})

test('without a number on the profile it is asked for, the mailbox is proved first, then the number, and a warning follows', async () => {
  const w = world()
  const { personId } = await withBen(w, { phone: undefined })
  const begun = await startByEmail(w)
  assert.deepEqual([begun.body.next, begun.body.code], ['phone_number', undefined])
  const entered = await knock(w, `POST /login/${begun.body.loginId}/phone-number`, { body: { phone: '07700 900456' } })
  assert.deepEqual(
    [entered.body.next, entered.body.code.channel, entered.body.code.sentTo, entered.body.code.followedBy],
    ['email_code', 'email', 'b•••@example.com', 'sms'],
  )
  assert.equal(w.sms.length, 0)
  const first = await giveCode(w, begun.body.loginId, newestMailCode(w))
  assert.deepEqual(
    [first.body.next, first.body.code.channel, first.body.code.sentTo, first.body.code.followedBy],
    ['code', 'sms', '+44 •••• •••456', undefined],
  )
  assert.equal(first.body.code.attemptsLeft, 5)
  const session = await giveCode(w, begun.body.loginId, newestCode(w, BENS_PHONE))
  assert.deepEqual(session.body.warnings, [{ code: 'no_phone_number' }])
  const me = await knock(w, 'GET /me', { token: session.body.accessToken })
  assert.deepEqual([me.body.phone, me.body.warnings], [undefined, [{ code: 'no_phone_number' }]])
  assert.equal((await w.ports.people.read(personId))?.phoneIndex, undefined)
  assert.match(w.mail.at(-1)?.subject ?? '', /phone number was used/)
})

test('a stolen password alone sends nothing to a number the thief enters', async () => {
  const w = world()
  await withBen(w, { phone: undefined })
  const { loginId } = (await startByEmail(w)).body
  await knock(w, `POST /login/${loginId}/phone-number`, { body: { phone: '07700 900999' } })
  for (let i = 0; i < 5; i++) await giveCode(w, loginId, otherThan(newestMailCode(w), i + 1))
  assert.equal((await giveCode(w, loginId, newestMailCode(w))).body.code, 'login_closed')
  assert.equal(w.sms.length, 0)
})

test('the right code from the mailbox given four times at once goes on once, and sends one text message', async () => {
  const w = world()
  await withBen(w, { phone: undefined })
  const { loginId } = (await startByEmail(w)).body
  await knock(w, `POST /login/${loginId}/phone-number`, { body: { phone: '07700 900456' } })
  const code = newestMailCode(w)
  const answers = await Promise.all(Array.from({ length: 4 }, () => giveCode(w, loginId, code)))
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
  assert.equal(w.sms.length, 1)
  assert.equal((await giveCode(w, loginId, newestCode(w, BENS_PHONE))).status, 200)
})

test('twenty numbers entered at once are one number', async () => {
  const w = world()
  await withBen(w, { phone: undefined })
  const { loginId } = (await startByEmail(w)).body
  const enter = (i: number) =>
    knock(w, `POST /login/${loginId}/phone-number`, { body: { phone: `+4477009001${String(i).padStart(2, '0')}` } })
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => enter(i)))
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
  assert.equal(w.mail.length, 1)
})

test('a number of a country the organisation does not allow is refused before anything is sent', async () => {
  const w = world()
  await withBen(w, { phone: undefined })
  const { loginId } = (await startByEmail(w)).body
  const answer = await knock(w, `POST /login/${loginId}/phone-number`, { body: { phone: '+358 50 1234567' } })
  assert.deepEqual([answer.body.code, answer.body.country], ['country_not_allowed', 'FI'])
  assert.equal(w.mail.length, 0)
})

test('with the money used up: a device that passed still signs in, others get the code by e-mail where that is allowed, and are told why', async () => {
  const w = world()
  const { organisationId } = await withBen(
    w,
    {},
    { smsBudget: { limit: '0.15', currency: 'EUR' }, smsPrices: { GB: '0.10' } },
  )
  const { deviceToken } = (await signIn(w)).body
  const refused = await startByEmail(w)
  assert.deepEqual([refused.status, refused.body.code, refused.body.alternatives], [402, 'sms_budget_spent', []])
  assert.ok((await startByEmail(w, { headers: { 'Latchkey-Device': deviceToken } })).body.accessToken)
  await setOrganisation(w, organisationId, { emailCodesWhenSmsSpent: true })
  const begun = await startByEmail(w)
  assert.deepEqual([begun.body.code.channel, begun.body.code.why], ['email', 'sms_budget_spent'])
  assert.match(w.mail.at(-1)?.text ?? '', /budget for text messages is used up/)
  assert.equal((await giveCode(w, begun.body.loginId, newestMailCode(w))).status, 200)
})

test('who is refused for want of money shows among the attempts, and the admins are told that it is gone, once', async () => {
  for (const emailCodesWhenSmsSpent of [false, true]) {
    const w = world()
    const { organisationId, personId } = await withBen(w)
    const { ask } = await withAdmin(w, organisationId)
    const money = { smsBudget: { limit: '0.15', currency: 'EUR' }, smsPrices: { GB: '0.10' } }
    await knock(w, `PATCH /operator/organisations/${organisationId}`, { body: money })
    await setOrganisation(w, organisationId, { ...rule(), emailCodesWhenSmsSpent })
    await signIn(w)
    const told = () => w.mail.filter(({ subject }) => subject === 'The budget for text messages is used up').length
    assert.equal(told(), 0)
    for (let i = 0; i < 2; i++) {
      w.passes(MINUTE)
      assert.equal((await startByEmail(w)).status, emailCodesWhenSmsSpent ? 200 : 402)
    }
    assert.equal(told(), 1)
    if (emailCodesWhenSmsSpent) continue
    const [attempt] = (await ask(`GET /organisation/people/${personId}/attempts`)).body.items
    assert.deepEqual(
      [attempt.outcome, ...attempt.steps.map(({ word }) => word)],
      ['ended', 'started', 'password_right', 'budget_spent'],
    )
  }
})

test('who is refused because of the country of their number shows among the attempts', async () => {
  const w = world()
  const { organisationId, personId } = await withBen(w)
  const { ask } = await withAdmin(w, organisationId)
  const abroad = { countries: ['FI'], defaultCountry: 'FI' }
  await knock(w, `PATCH /operator/organisations/${organisationId}`, { body: abroad })
  await setOrganisation(w, organisationId, rule())
  assert.equal((await startByEmail(w)).body.code, 'country_not_allowed')
  const [attempt] = (await ask(`GET /organisation/people/${personId}/attempts`)).body.items
  assert.deepEqual(
    attempt.steps.map(({ word }) => word),
    ['started', 'password_right', 'country_not_allowed'],
  )
})

test('a way to send the code that was not offered is no way to ask for it, and sends nothing', async () => {
  const w = world()
  await withBen(w)
  const { loginId } = (await startByEmail(w)).body
  w.passes(MINUTE)
  const asked = await knock(w, `POST /login/${loginId}/code/resend`, { body: { channel: 'email' } })
  assert.deepEqual([asked.status, asked.body.code, asked.body.alternatives], [400, 'invalid_request', []])
  assert.deepEqual(asked.body.fields, [{ path: 'channel', problem: 'not offered' }])
  assert.deepEqual([w.sms.length, w.mail.length], [1, 0])
  assert.equal((await knock(w, `GET /login/${loginId}`)).body.code.sendsLeft, 3)
})

test('when the text message certainly failed, the code can come by e-mail at once, and once, where the organisation allows it', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  await setOrganisation(w, organisationId, { emailCodesWhenSmsSpent: true })
  w.provider.answer = async () => ({ outcome: 'refused' })
  const { loginId } = (await startByEmail(w)).body
  const waiting = await knock(w, `GET /login/${loginId}`)
  assert.deepEqual([waiting.body.code.delivery, waiting.body.code.alternatives], ['failed', ['email']])
  w.provider.answer = async () => ({ outcome: 'accepted', providerId: 'p' })
  const sameWay = await knock(w, `POST /login/${loginId}/code/resend`, { body: { channel: 'sms' } })
  assert.deepEqual([sameWay.body.code, sameWay.body.retryAfterSeconds], ['resend_too_soon', 30])
  const asked = [1, 2, 3].map(() => knock(w, `POST /login/${loginId}/code/resend`, { body: { channel: 'email' } }))
  const answers = await Promise.all(asked)
  const [resent] = answers.filter(({ status }) => status === 200)
  assert.ok(resent !== undefined && w.mail.length === 1)
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 429, 429])
  assert.deepEqual([resent.body.code.channel, resent.body.code.sentTo], ['email', 'b•••@example.com'])
  assert.equal((await giveCode(w, loginId, newestMailCode(w))).status, 200)
})

test('unknown, wrong and disabled are one answer, one slow hash and the same requests', async () => {
  const w = world()
  const { personId, organisationId } = await withBen(w)
  const off = await createPerson(w, organisationId, { name: 'Off', phone: '+447700900789', email: 'off@example.com' })
  await givePassword(w, off, PASSWORD)
  const person = await w.ports.people.read(off)
  assert.ok(person && (await w.ports.roster.change(person, { ...person, disabled: true, epoch: person.epoch + 1 })))
  const seen = []
  for (const [email, password] of [
    [EMAIL, 'something else entirely'],
    ['nobody@example.com', PASSWORD],
    ['off@example.com', PASSWORD],
  ] as const) {
    w.forget()
    const before = w.keys.asked.length
    const { status, body } = await startByEmail(w, { email, password })
    const kms = w.keys.asked.slice(before)
    seen.push({
      status,
      body: { ...body, requestId: undefined },
      asked: w.asked.map(({ operation }) => operation),
      kms,
    })
  }
  assert.equal(seen[0]?.body.code, 'wrong_password')
  assert.deepEqual(seen[1], seen[0])
  assert.deepEqual(seen[2], seen[0])
  assert.ok(personId)
})

test('wrong passwords wait for nothing, and the twentieth in a row ends the password, known or not', async () => {
  for (const email of [EMAIL, 'nobody@example.com']) {
    const w = world()
    await withBen(w)
    const wrong = () => startByEmail(w, { email, password: 'not this one' })
    const seen: string[] = []
    for (let i = 0; i < 20; i++) seen.push((await wrong()).body.code)
    assert.deepEqual([...new Set(seen)], ['wrong_password'])
    assert.equal((await startByEmail(w, { email })).body.code, 'password_disabled', email)
  }
})

test('the right password after nineteen wrong ones still counts, and starts the row anew', async () => {
  const w = world()
  await withBen(w)
  const wrong = async (times: number) => {
    for (let i = 0; i < times; i++)
      assert.equal((await startByEmail(w, { password: 'no' })).body.code, 'wrong_password')
  }
  await wrong(19)
  await signIn(w)
  w.passes(30 * DAY)
  await wrong(6)
  assert.equal((await startByEmail(w)).body.next, 'code')
})

test('who fails on purpose locks out strangers and not Ben on a device he has signed in on, where a bucket of its own counts', async () => {
  const w = world()
  await withBen(w)
  const headers = { 'Latchkey-Device': (await signIn(w)).body.deviceToken }
  for (let i = 0; i < 20; i++) {
    await startByEmail(w, { password: 'not this one', source: `203.0.113.${i}` })
  }
  assert.equal((await startByEmail(w)).body.code, 'password_disabled')
  for (let i = 0; i < 19; i++)
    assert.equal((await startByEmail(w, { headers, password: 'a slip' })).body.code, 'wrong_password')
  assert.ok((await startByEmail(w, { headers })).body.accessToken)
  for (let i = 0; i < 20; i++) await startByEmail(w, { headers, password: 'a slip' })
  assert.equal((await startByEmail(w, { headers })).body.code, 'step_up_required')
})

test('a device token with a secret of its own making recognises nobody', async () => {
  const w = world()
  await withBen(w)
  const token = String((await signIn(w)).body.deviceToken)
  const forged = `${token.slice(0, -43)}${'A'.repeat(43)}`
  assert.equal((await startByEmail(w, { headers: { 'Latchkey-Device': forged } })).body.next, 'code')
})

test('the right password with a code clears what was wrong before; the password alone does not', async () => {
  const w = world()
  const { personId } = await withBen(w)
  await startByEmail(w, { password: 'not this one' })
  const failures = async () => (await w.ports.people.read(personId))?.passwordFailures
  const begun = await startByEmail(w)
  assert.equal(await failures(), 1)
  await giveCode(w, begun.body.loginId, newestCode(w, BENS_PHONE))
  assert.equal(await failures(), 0)
})

test('one right code given fifty times at once signs in once', async () => {
  const w = world()
  await withBen(w)
  const { loginId } = (await startByEmail(w)).body
  const code = newestCode(w, BENS_PHONE)
  const answers = await Promise.all(Array.from({ length: 50 }, () => giveCode(w, loginId, code)))
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
})

test('a login that began before the password changed cannot be finished after it', async () => {
  const w = world()
  const { personId } = await withBen(w)
  const { loginId } = (await startByEmail(w)).body
  await givePassword(w, personId, 'another long enough one')
  assert.equal((await giveCode(w, loginId, newestCode(w, BENS_PHONE))).body.code, 'login_closed')
})
