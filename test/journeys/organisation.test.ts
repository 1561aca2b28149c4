import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, MINUTE, SECOND } from '#core/time'
import { withAdmin } from '#support/admin'
import {
  createPerson,
  enterPin,
  giveCode,
  givePin,
  otherThan,
  PHONE,
  PIN,
  signIn,
  start,
  withAnna,
} from '#support/anna'
import { BENS_PHONE, EMAIL, givePassword, PASSWORD, setOrganisation, startByEmail, withBen } from '#support/ben'
import { type Answer, knock } from '#support/door'
import { choosePin, forgot, giveSmsCode, MAIL, NEW_PIN, resetAt } from '#support/resetting'
import { newestCode, world } from '#support/world'

test('an admin reads and changes the settings, and they hold from the next request on', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  const { ask } = await withAdmin(w, organisationId)
  const before = await ask('GET /organisation')
  assert.deepEqual(before.body, {
    organisationId,
    name: 'Clinic',
    defaultCountry: 'GB',
    countries: ['GB'],
    twoFactor: { required: false, method: 'sms', exemptNetworks: [] },
    trustedDevices: { allowed: true },
    emailCodesWhenSmsSpent: false,
  })
  assert.ok((await startByEmail(w)).body.accessToken)
  const changed = await ask('PATCH /organisation', { body: { twoFactor: { required: true, method: 'email' } } })
  assert.deepEqual(changed.body.twoFactor, { required: true, method: 'email', exemptNetworks: [] })
  assert.equal((await startByEmail(w)).body.code.channel, 'email')
  await ask('PATCH /organisation', { body: { twoFactor: { exemptNetworks: ['198.51.100.0/24'] } } })
  assert.ok((await startByEmail(w)).body.accessToken)
})

test('settings that make no sense are refused and nothing is changed', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  const { ask } = await withAdmin(w, organisationId)
  for (const body of [
    { twoFactor: { exemptNetworks: ['203.0.113.7/24'] } },
    { twoFactor: { exemptNetworks: 'all' } },
    { twoFactor: { required: 'yes' } },
    { twoFactor: { required: true, because: 1 } },
    { countries: [] },
    { countries: ['FI'] },
    { countries: ['gb'] },
    { defaultCountry: 'FI' },
    { trustedDevices: {} },
    { smsBudget: { limit: '1000000.00', currency: 'EUR' } },
    { organisationId: 'another' },
  ])
    assert.equal((await ask('PATCH /organisation', { body })).body.code, 'invalid_request', JSON.stringify(body))
  assert.equal((await ask('GET /organisation')).body.countries[0], 'GB')
  assert.deepEqual(
    (await ask('GET /organisation/audit')).body.items.map(({ action }) => action).includes('organisation_changed'),
    false,
  )
})

test('the operator is refused countries, prices and currencies that make no sense, in creating as in changing', async () => {
  const w = world()
  const good = { name: 'New', defaultCountry: 'GB', countries: ['GB'], smsBudget: { limit: '1.00', currency: 'EUR' } }
  const { organisationId } = (await knock(w, 'POST /operator/organisations', { body: good })).body
  for (const [path, change] of [
    ['countries', { countries: ['US'] }],
    ['countries', { countries: ['GB', 'ZZ'] }],
    ['countries', { defaultCountry: 'US' }],
    ['smsPrices', { smsPrices: { ZZ: '0.05' } }],
    ['smsBudget.currency', { smsBudget: { limit: '1.00', currency: 'ZZZ' } }],
  ] as const) {
    const created = await knock(w, 'POST /operator/organisations', { body: { ...good, ...change } })
    const changed = await knock(w, `PATCH /operator/organisations/${organisationId}`, { body: change })
    for (const { status, body } of [created, changed])
      assert.deepEqual([status, body.fields?.[0].path], [400, path], JSON.stringify(change))
  }
  const body = { smsPrices: { '*': '0.07', GB: '0.05' } }
  assert.equal((await knock(w, `PATCH /operator/organisations/${organisationId}`, { body })).status, 200)
})

test('forbidding trusted devices ends the trust of every device at once, and allowing them again brings none back', async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const { deviceToken } = (await signIn(w, { trustDevice: true })).body
  const headers = { 'Latchkey-Device': deviceToken }
  assert.equal((await start(w, PHONE, headers)).body.next, 'pin')
  w.passes(SECOND)
  await ask('PATCH /organisation', { body: { trustedDevices: { allowed: false } } })
  w.passes(MINUTE)
  assert.equal((await start(w, PHONE, headers)).body.next, 'sms_code')
  await ask('PATCH /organisation', { body: { trustedDevices: { allowed: true } } })
  w.passes(MINUTE)
  assert.equal((await start(w, PHONE, headers)).body.next, 'sms_code')
})

test('where devices may not be trusted nobody is given or told of trust', async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  await ask('PATCH /organisation', { body: { trustedDevices: { allowed: false } } })
  const mails = w.mail.length
  const { body } = await signIn(w, { trustDevice: true })
  assert.ok(body.accessToken)
  assert.equal(body.deviceToken, undefined)
  assert.deepEqual((await knock(w, 'GET /me/devices', { token: body.accessToken })).body.items, [])
  const onTheWeb = { 'Latchkey-Client': 'web' }
  const begun = await start(w, PHONE, onTheWeb)
  const Cookie = begun.cookies[0]?.split(';')[0] ?? ''
  assert.ok(Cookie)
  const web = { ...onTheWeb, Cookie }
  w.passes(MINUTE)
  assert.equal((await giveCode(w, begun.body.loginId, newestCode(w, PHONE), web)).body.next, 'pin')
  const inside = await enterPin(w, begun.body.loginId, PIN, { trustDevice: true }, web)
  const { items } = (await knock(w, 'GET /me/devices', { token: inside.body.accessToken })).body
  assert.deepEqual([items.length, items[0].trusted], [1, false], 'a browser is known, and not trusted')
  assert.equal(w.mail.length, mails)
})

test('what the operator did stands in the trail too', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  const { ask } = await withAdmin(w, organisationId)
  const { items } = (await ask('GET /organisation/audit')).body
  const deeds = items.map(({ by, action }: { by: { kind: string }; action: string }) => `${by.kind} ${action}`).sort()
  assert.deepEqual(deeds, ['operator organisation_created', 'operator person_created', 'operator person_created'])
})

test('a member is no admin, and a person who no longer is one is none from the next request on', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  const { personId, ask } = await withAdmin(w, organisationId)
  const { accessToken } = (await startByEmail(w)).body
  assert.equal((await knock(w, 'GET /organisation', { token: accessToken })).body.code, 'forbidden')
  const ada = await w.ports.people.read(personId)
  assert.ok(ada && (await w.ports.roster.change(ada, { ...ada, role: 'member' })))
  assert.equal((await ask('GET /organisation')).body.code, 'forbidden')
})

test('an admin invites a person, who is told, and finds them in the list', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  const { ask } = await withAdmin(w, organisationId)
  const invited = await ask('POST /organisation/people', {
    body: { name: 'Cara Example', phone: '07700 900789', email: 'cara@example.com', role: 'member', locale: 'fi' },
  })
  assert.equal(invited.status, 201)
  assert.deepEqual([w.sms.at(-1)?.to, w.mail.at(-1)?.to], ['+447700900789', 'cara@example.com'])
  assert.match(w.mail.at(-1)?.text ?? '', /Clinic[\s\S]*https:\/\/auth\.example\.com/)
  const { body } = await ask(`GET /organisation/people/${invited.body.personId}`)
  assert.deepEqual(
    { ...body, createdAt: undefined },
    {
      personId: invited.body.personId,
      name: 'Cara Example',
      role: 'member',
      locale: 'fi',
      phone: '+447700900789',
      email: 'cara@example.com',
      hasPin: false,
      hasPassword: false,
      pinLocked: false,
      passwordLocked: false,
      twoFactorExempt: false,
      disabled: false,
      createdAt: undefined,
    },
  )
  const names = (list: Answer) => list.body.items.map(({ name }) => name).sort()
  assert.deepEqual(names(await ask('GET /organisation/people')), ['Ada Admin', 'Ben Example', 'Cara Example'])
  for (const search of ['cara', 'CARA@', '07700 900789', '900789'])
    assert.deepEqual(names(await ask('GET /organisation/people', { query: { search } })), ['Cara Example'], search)
  const twice = await ask('POST /organisation/people', { body: { name: 'Cara again', phone: '07700 900789' } })
  assert.equal(twice.body.code, 'invalid_request')
  const foreign = await ask('POST /organisation/people', { body: { name: 'Aino', phone: '+358 50 1234567' } })
  assert.deepEqual([foreign.body.code, foreign.body.country], ['country_not_allowed', 'FI'])
})

test('a long list is read page by page, each person once', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  const { ask } = await withAdmin(w, organisationId)
  for (let i = 0; i < 7; i++)
    await createPerson(w, organisationId, { name: `P${i}`, phone: `+44770090010${i}`, email: `p${i}@example.com` })
  const seen: string[] = []
  let cursor: string | undefined
  for (let pages = 0; pages < 10; pages++) {
    const { body } = await ask('GET /organisation/people', {
      query: { limit: '2', ...(cursor === undefined ? {} : { cursor }) },
    })
    seen.push(...body.items.map(({ personId }) => personId))
    cursor = body.next
    if (cursor === undefined) break
  }
  assert.equal(seen.length, 9)
  assert.equal(new Set(seen).size, 9)
})

test('no list is read from a cursor that it did not give', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  for (const list of ['people', 'sms-ledger', 'audit', `people/${personId}/attempts`])
    for (const cursor of ['garbage', 'x'.repeat(21), 'A'.repeat(22), 'AAAA', '']) {
      const { status, body } = await ask(`GET /organisation/${list}`, { query: { cursor } })
      assert.deepEqual([status, body.code], [400, 'invalid_request'], `${list} ${cursor}`)
    }
})

test('the attempts of somebody who tries often are read page by page, each once', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  for (let i = 0; i < 5; i++) {
    await start(w)
    w.passes(20 * MINUTE)
  }
  const { ask } = await withAdmin(w, organisationId)
  const list = `GET /organisation/people/${personId}/attempts`
  const whole = (await ask(list)).body
  assert.equal(whole.next, undefined)
  const seen: unknown[] = []
  let next: string | undefined
  do {
    const query = { limit: '2', ...(next === undefined ? {} : { cursor: next }) }
    const { body } = await ask(list, { query })
    assert.ok(body.items.length <= 2)
    seen.push(...body.items)
    next = body.next
  } while (next !== undefined)
  assert.equal(seen.length, whole.items.length)
  assert.deepEqual(seen, whole.items)
})

test('an organisation is only in countries that there are, and a name has no control characters', async () => {
  const w = world()
  const smsBudget = { limit: '1', currency: 'EUR' }
  const made = (more: object) =>
    knock(w, 'POST /operator/organisations', { body: { name: 'Clinic', defaultCountry: 'GB', smsBudget, ...more } })
  for (const more of [
    { defaultCountry: 'XX' },
    { defaultCountry: 'UK' },
    { defaultCountry: 'gb' },
    { countries: ['GB', 'ZZ'] },
    { name: 'Cli\u0000nic' },
    { name: 'Clinic\r\nBcc: eve@example.com' },
  ]) {
    const { status, body } = await made(more)
    assert.deepEqual([status, body.code], [400, 'invalid_request'], JSON.stringify(more))
  }
  const { organisationId } = (await made({ countries: ['GB', 'FI'] })).body
  assert.deepEqual((await w.ports.organisations.read(organisationId))?.countries, ['GB', 'FI'])
  const changed = await knock(w, `PATCH /operator/organisations/${organisationId}`, { body: { defaultCountry: 'UK' } })
  assert.deepEqual([changed.status, changed.body.fields], [400, [{ path: 'defaultCountry', problem: 'not a country' }]])
})

test('a corrected number: both numbers and the mailbox are told, trust ends, the next sign-in is fully verified, and who and why is on record', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const { deviceToken, refreshToken } = (await signIn(w, { trustDevice: true })).body
  w.sms.splice(0)
  w.passes(SECOND)
  const body = { phone: '07700 900456', reason: 'She called: digits swapped' }
  const changed = await ask(`PATCH /organisation/people/${personId}`, { body })
  assert.equal(changed.body.phone, BENS_PHONE)
  assert.deepEqual(w.sms.map(({ to }) => to).sort(), [PHONE, BENS_PHONE])
  assert.match(w.mail.at(-1)?.text ?? '', /\+44 •••• •••456/)
  assert.equal((await knock(w, 'POST /session/refresh', { body: { refreshToken } })).body.code, 'unauthenticated')
  const headers = { 'Latchkey-Device': deviceToken }
  assert.equal((await start(w, BENS_PHONE, headers)).body.next, 'sms_code')
  const before = w.sms.length
  await start(w, PHONE)
  assert.equal(w.sms.length, before)
  const [line] = (await ask('GET /organisation/audit')).body.items
  assert.deepEqual(
    { ...line, auditId: undefined, at: undefined, by: line.by.name },
    {
      auditId: undefined,
      at: undefined,
      by: 'Ada Admin',
      action: 'number_corrected',
      personId,
      name: 'Anna Example',
      reason: 'She called: digits swapped',
      changes: [{ field: 'phone', from: '+44 •••• •••123', to: '+44 •••• •••456' }],
    },
  )
})

test("a number is read in the country that came with it, else in the organisation's", async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  const { ask } = await withAdmin(w, organisationId)
  await ask('PATCH /organisation', { body: { countries: ['GB', 'FI', 'US'] } })
  const invited = await ask('POST /organisation/people', {
    body: { name: 'Cleo', phone: '(212) 555-0142', country: 'US' },
  })
  const path = `/organisation/people/${invited.body.personId}`
  assert.equal((await ask(`GET ${path}`)).body.phone, '+12125550142')
  assert.equal((await ask(`PATCH ${path}`, { body: { phone: '07700 900777' } })).body.phone, '+447700900777')
  const american = { phone: '212 555 0143', country: 'US' }
  assert.equal((await ask(`PATCH ${path}`, { body: american })).body.phone, '+12125550143')
  const nowhere = await ask(`PATCH ${path}`, { body: { ...american, country: 'XX' } })
  assert.deepEqual(nowhere.body.fields, [{ path: 'phone', problem: 'not a mobile number' }])
  assert.equal((await ask(`PATCH ${path}`, { body: { country: 'US' } })).body.phone, '+12125550143')
})

test('after a correction an admin sees until when a reset has to wait, and nothing of it for somebody who has no PIN yet', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const path = `/organisation/people/${personId}`
  assert.equal((await ask(`GET ${path}`)).body.resetWaitsUntil, undefined)
  const until = new Date(w.now() + DAY).toISOString()
  const { body } = await ask(`PATCH ${path}`, { body: { email: 'anna.right@example.com' } })
  assert.equal(body.resetWaitsUntil, until)
  const invited = (await ask('POST /organisation/people', { body: { name: 'Cleo', email: 'cleo@example.com' } })).body
  const added = await ask(`PATCH /organisation/people/${invited.personId}`, { body: { phone: BENS_PHONE } })
  assert.deepEqual([added.status, added.body.resetWaitsUntil], [200, undefined])
  w.passes(DAY)
  const later = await (await withAdmin(w, organisationId)).ask(`GET ${path}`)
  assert.deepEqual([later.status, later.body.resetWaitsUntil], [200, undefined])
})

test("a number that is somebody else's cannot be given to another", async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  await createPerson(w, organisationId, { name: 'Ben', phone: BENS_PHONE, email: EMAIL })
  assert.equal(
    (await ask(`PATCH /organisation/people/${personId}`, { body: { phone: BENS_PHONE } })).body.code,
    'invalid_request',
  )
  assert.equal((await ask(`GET /organisation/people/${personId}`)).body.phone, PHONE)
})

test('a disabled person is out at once, cannot sign in, and can again when enabled', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const { accessToken, refreshToken, deviceToken } = (await signIn(w, { trustDevice: true })).body
  const { loginId } = (await start(w)).body
  await ask(`PATCH /organisation/people/${personId}`, { body: { disabled: true } })
  assert.equal((await knock(w, 'GET /me', { token: accessToken })).body.code, 'unauthenticated')
  await giveCode(w, loginId, newestCode(w, PHONE))
  assert.equal((await knock(w, `POST /login/${loginId}/pin`, { body: { pin: '836194' } })).body.code, 'login_closed')
  w.passes(20 * MINUTE)
  const sent = w.sms.length
  assert.equal((await start(w)).status, 200)
  assert.equal(w.sms.length, sent)
  const later = await withAdmin(w, organisationId)
  await later.ask(`PATCH /organisation/people/${personId}`, { body: { disabled: false } })
  const renewed = await knock(w, 'POST /session/refresh', { body: { refreshToken } })
  assert.equal(renewed.status, 401, 'what was ended does not come back with the person')
  w.passes(20 * MINUTE)
  assert.equal((await start(w, PHONE, { 'Latchkey-Device': deviceToken })).body.next, 'sms_code')
  w.passes(20 * MINUTE)
  assert.equal((await signIn(w)).status, 200)
})

test('an admin cannot disable or demote themselves', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  const { personId, ask } = await withAdmin(w, organisationId)
  for (const body of [{ disabled: true }, { role: 'member' }])
    assert.equal((await ask(`PATCH /organisation/people/${personId}`, { body })).body.code, 'forbidden')
})

test('a locked PIN is unlocked without anybody seeing or setting it', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const anna = await w.ports.people.read(personId)
  assert.ok(anna && (await w.ports.roster.change(anna, { ...anna, pinFailures: 10, pinTriedAt: w.now() })))
  assert.equal((await ask(`GET /organisation/people/${personId}`)).body.pinLocked, true)
  assert.equal((await signIn(w)).body.code, 'pin_disabled')
  assert.equal((await ask(`POST /organisation/people/${personId}/unlock`)).status, 204)
  w.passes(20 * MINUTE)
  assert.equal((await signIn(w)).status, 200)
})

test("ending a person's sessions ends every session and trusted device", async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const { accessToken, deviceToken } = (await signIn(w, { trustDevice: true })).body
  assert.equal((await ask(`POST /organisation/people/${personId}/end-sessions`)).status, 204)
  assert.equal((await knock(w, 'GET /me', { token: accessToken })).body.code, 'unauthenticated')
  assert.equal((await start(w, PHONE, { 'Latchkey-Device': deviceToken })).body.next, 'sms_code')
})

test('an admin has a person choose a new PIN: the person alone is told, nothing changes until they do, and it is on record', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const before = await w.ports.people.read(personId)
  w.sms.splice(0)
  w.passes(SECOND)
  const answer = await ask(`POST /organisation/people/${personId}/reset`)
  assert.deepEqual([answer.status, answer.body], [204, undefined])
  assert.deepEqual([w.sms.map(({ to }) => to), w.mail.at(-1)?.to], [[PHONE], 'anna@example.com'])
  assert.deepEqual(await w.ports.people.read(personId), before)
  assert.equal((await ask('GET /organisation/audit')).body.items[0].action, 'reset_started')
  assert.equal((await signIn(w)).status, 200)
})

test('what others may know opens nothing from now on, whoever unlocks it, until its owner has chosen anew', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  await givePassword(w, personId, PASSWORD)
  const { ask } = await withAdmin(w, organisationId)
  const { accessToken, deviceToken } = (await signIn(w, { trustDevice: true })).body
  const { loginId } = (await start(w)).body
  const path = `/organisation/people/${personId}`
  w.sms.splice(0)
  w.passes(SECOND)
  assert.equal((await ask(`POST ${path}/reset`, { body: { compromised: true } })).status, 204)
  assert.deepEqual([w.sms.map(({ to }) => to), w.mail.at(-1)?.to], [[PHONE], MAIL])
  assert.match(w.mail.at(-1)?.text ?? '', /opens nothing any more/)
  assert.equal((await ask('GET /organisation/audit')).body.items[0].action, 'secrets_ended')
  assert.equal((await knock(w, 'GET /me', { token: accessToken })).status, 401)
  assert.equal((await enterPin(w, loginId)).body.code, 'login_closed')
  const lets = async () => {
    w.passes(20 * MINUTE)
    const known = await start(w, PHONE, { 'Latchkey-Device': deviceToken })
    assert.equal(known.body.next, 'sms_code')
    assert.equal((await giveCode(w, known.body.loginId, newestCode(w, PHONE))).status, 200)
    const byPin = await enterPin(w, known.body.loginId)
    return [byPin.body.code, (await startByEmail(w, { email: MAIL, password: PASSWORD })).body.code]
  }
  assert.deepEqual(await lets(), ['pin_disabled', 'password_disabled'])
  const another = await withAdmin(w, organisationId)
  assert.equal((await another.ask(`POST ${path}/unlock`)).status, 204)
  const { pinLocked, passwordLocked, mustChooseAnew } = (await another.ask(`GET ${path}`)).body
  assert.deepEqual([pinLocked, passwordLocked, mustChooseAnew], [true, true, true])
  assert.deepEqual(await lets(), ['pin_disabled', 'password_disabled'])
  const id = await resetAt(w, 'new_pin')
  assert.equal((await choosePin(w, id)).status, 200)
  w.passes(20 * MINUTE)
  const again = (await start(w)).body
  await giveCode(w, again.loginId, newestCode(w, PHONE))
  assert.equal((await enterPin(w, again.loginId, NEW_PIN)).status, 200)
  assert.equal((await startByEmail(w, { email: MAIL, password: PASSWORD })).body.code, 'password_disabled')
})

test('no admin ends their own PIN and password, and a number corrected before does not shorten the wait for a reset', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask, personId: own } = await withAdmin(w, organisationId)
  const body = { compromised: true }
  assert.equal((await ask(`POST /organisation/people/${own}/reset`, { body })).body.code, 'forbidden')
  await ask(`PATCH /organisation/people/${personId}`, { body: { phone: '+447700900188' } })
  assert.equal((await ask(`POST /organisation/people/${personId}/reset`, { body })).status, 204)
  const { resetId } = (await forgot(w, '+447700900188')).body
  const proved = await giveSmsCode(w, resetId, newestCode(w, '+447700900188'))
  assert.equal(proved.body.code, 'reset_too_soon')
})

test('a person who is exempt from two-factor signs in by password alone', async () => {
  const w = world()
  const { organisationId, personId } = await withBen(w)
  const { ask } = await withAdmin(w, organisationId)
  await ask('PATCH /organisation', { body: { twoFactor: { required: true } } })
  assert.equal((await startByEmail(w)).body.next, 'code')
  await ask(`PATCH /organisation/people/${personId}`, { body: { twoFactorExempt: true } })
  const { refreshToken } = (await startByEmail(w)).body
  const renew = (token: string) => knock(w, 'POST /session/refresh', { body: { refreshToken: token } })
  const renewed = await renew(refreshToken)
  assert.equal(renewed.status, 200)
  await ask(`PATCH /organisation/people/${personId}`, { body: { twoFactorExempt: false } })
  const refused = await renew(renewed.body.refreshToken)
  assert.equal(refused.body.code, 'step_up_required', 'a session does not outlive the exemption it began under')
})

test('"Why could Anna not get in?": her attempts step by step in plain words, without a code, her number masked', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const { loginId } = (await start(w)).body
  const code = newestCode(w, PHONE)
  w.passes(SECOND)
  await giveCode(w, loginId, otherThan(code))
  w.passes(31 * SECOND)
  await knock(w, `POST /login/${loginId}/code/resend`, { body: {} })
  w.passes(SECOND)
  await giveCode(w, loginId, code)
  w.passes(SECOND)
  await giveCode(w, loginId, newestCode(w, PHONE))
  w.passes(SECOND)
  await knock(w, `POST /login/${loginId}/pin`, { body: { pin: '111222' } })
  w.passes(11 * MINUTE)
  const { body } = await ask(`GET /organisation/people/${personId}/attempts`)
  const [attempt] = body.items
  assert.equal(attempt.outcome, 'not_finished')
  assert.equal(attempt.sentTo, '+44 •••• •••123')
  const words = attempt.steps.map(({ word }) => word)
  assert.deepEqual(words, ['started', 'wrong_code', 'resent', 'sms_sent', 'earlier_code', 'code_right', 'wrong_pin'])
  assert.equal(attempt.steps[1]?.text, 'Entered a wrong code.')
  assert.ok(!JSON.stringify(body).includes(code) && !JSON.stringify(body).includes('447700900123'))
  const inFinnish = await ask(`GET /organisation/people/${personId}/attempts`, { headers: { 'Accept-Language': 'fi' } })
  assert.notEqual(inFinnish.body.items[0].steps[1]?.text, attempt.steps[1]?.text)
})

test('a wrong password shows among the attempts too', async () => {
  const w = world()
  const { organisationId, personId } = await withBen(w)
  const { ask } = await withAdmin(w, organisationId)
  await startByEmail(w, { password: 'not this one' })
  const [attempt] = (await ask(`GET /organisation/people/${personId}/attempts`)).body.items
  assert.deepEqual(
    attempt.steps.map(({ word }) => word),
    ['started', 'wrong_password'],
  )
  assert.equal(attempt.outcome, 'ended')
})

test('the budget page shows limit, used, reserved, left, days left and thresholds, and each message has its line', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { ask } = await withAdmin(w, organisationId)
  const untouched = (await ask('GET /organisation/sms-budget')).body
  assert.deepEqual([untouched.used, untouched.left, untouched.daysLeft], ['0.00', '100.00', null])
  const { loginId } = (await start(w)).body
  const { body } = await ask('GET /organisation/sms-budget')
  assert.deepEqual(
    { ...body, days: body.days.at(-1) },
    {
      month: '2026-11',
      currency: 'EUR',
      limit: '100.00',
      used: '0.10',
      reserved: '0.00',
      left: '99.90',
      keptForResets: '10.00',
      daysLeft: 6993,
      thresholds: [
        { percent: 50, reached: false },
        { percent: 80, reached: false },
        { percent: 100, reached: false },
      ],
      days: { day: '2026-11-15', used: '0.10' },
      prices: { '*': '0.10' },
    },
  )
  const [line] = (await ask('GET /organisation/sms-ledger')).body.items
  assert.deepEqual(
    { ...line, at: undefined, messageId: undefined },
    {
      messageId: undefined,
      at: undefined,
      personId,
      name: 'Anna Example',
      step: 'sign_in',
      attemptId: loginId.slice(0, 22),
      channel: 'sms',
      country: 'GB',
      price: '0.10',
      currency: 'EUR',
      outcome: 'sent',
    },
  )
})

test('the ledger is read page by page, newest first', async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  for (let i = 0; i < 5; i++) {
    w.passes(6 * 60 * MINUTE)
    await start(w)
  }
  const fresh = await withAdmin(w, organisationId)
  const first = await fresh.ask('GET /organisation/sms-ledger', { query: { limit: '3' } })
  const rest = await fresh.ask('GET /organisation/sms-ledger', { query: { limit: '3', cursor: first.body.next } })
  const all = [...first.body.items, ...rest.body.items].map(({ at }) => at)
  assert.equal(all.length, 5)
  assert.deepEqual(all, [...all].sort().reverse())
  assert.equal(rest.body.next, undefined)
})

test('the operator raises the limit in the running month: sending goes on, and warnings may come again', async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  await withAdmin(w, organisationId)
  const set = (limit: string) =>
    knock(w, `PATCH /operator/organisations/${organisationId}`, {
      body: { smsBudget: { limit }, smsPrices: { GB: '0.40' } },
    })
  assert.equal((await set('1.00')).status, 200)
  for (let i = 0; i < 3; i++) {
    await start(w)
    w.passes(20 * MINUTE)
  }
  assert.equal(w.sms.length, 2)
  const told = () => w.mail.filter(({ subject }) => /budget/i.test(subject)).length
  assert.equal(told(), 3)
  await set('10.00')
  const fresh = await withAdmin(w, organisationId)
  const { left, limit, thresholds } = (await fresh.ask('GET /organisation/sms-budget')).body
  assert.deepEqual([left, limit, thresholds[0].reached], ['9.20', '10.00', false])
  w.passes(60 * MINUTE)
  await start(w)
  assert.equal(w.sms.length, 3)
  const later = await withAdmin(w, organisationId)
  const { items } = (await later.ask('GET /organisation/audit')).body
  const raised = items.find(({ action }) => action === 'budget_changed')
  assert.deepEqual(raised?.by, { kind: 'operator' })
  assert.ok(raised?.changes.some(({ field }) => field === 'smsBudget'))
})

test('an organisation that allows its own country only sends to no other, even when the number is on file', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  await setOrganisation(w, organisationId, { countries: ['GB', 'FI'] })
  const { ask } = await withAdmin(w, organisationId)
  await ask(`PATCH /organisation/people/${personId}`, { body: { phone: '+358 50 1234567' } })
  w.passes(DAY)
  const again = await withAdmin(w, organisationId)
  await again.ask('PATCH /organisation', { body: { countries: ['GB'] } })
  w.sms.splice(0)
  await givePin(w, personId, '836194')
  const { loginId } = (await start(w, '+358 50 1234567')).body
  assert.equal(w.sms.length, 0)
  assert.equal((await knock(w, `GET /login/${loginId}`)).body.code.why, 'country_not_allowed')
})
