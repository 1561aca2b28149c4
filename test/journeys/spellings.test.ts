import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createOrganisation, createPerson, PHONE, signIn, start, withAnna } from '#support/anna'
import { knock } from '#support/door'
import { settle } from '#support/resetting'
import { world } from '#support/world'

// What means one thing is one thing, however a person, a system or a library writes it.

test('a number copied from an address book, a page or a link is the number it looks like', async () => {
  for (const pasted of [
    '\u202a+44 7700 900123\u202c',
    '+44\u00a07700\u2011900\u2013123',
    '07700\u200b900123',
    '+44\t7700  900123',
    'tel:+44-7700-900123',
    '＋４４７７００９００１２３',
    '٠٧٧٠٠٩٠٠١٢٣',
  ]) {
    const w = world()
    await withAnna(w)
    assert.equal((await start(w, pasted)).status, 200, pasted)
    assert.equal(w.sms.at(-1)?.to, PHONE, pasted)
  }
})

test('what only holds a number is none', async () => {
  const w = world()
  await withAnna(w)
  for (const typed of [
    'tel:',
    'tel:tel:+447700900123',
    'tel:+447700900123;ext=1',
    '+447700900123 ext 5',
    '07700²900123',
    'call 07700900123',
    '07700900123\u0000',
    '+447700900123+447700900123',
  ])
    assert.equal((await start(w, typed)).body.code, 'invalid_request', typed)
  assert.equal(w.sms.length, 0)
})

test('the country a number was typed in is known in small letters too', async () => {
  const w = world()
  await withAnna(w)
  const body = { phone: '07700 900123', country: 'gb' }
  assert.equal((await knock(w, 'POST /login/phone', { body })).status, 200)
  assert.equal((await knock(w, 'POST /pin-reset', { body })).status, 200)
  await settle(w)
  assert.deepEqual(
    w.sms.map(({ to }) => to),
    [PHONE, PHONE],
  )
  for (const country of ['', 'g', 'gbr', 'ﬁ', 'Gß', '44'])
    assert.equal((await knock(w, 'POST /login/phone', { body: { ...body, country } })).body.code, 'invalid_request')
})

test('a locale may name its country; messages are in its language', async () => {
  const w = world()
  const organisationId = await createOrganisation(w)
  await createPerson(w, organisationId, { locale: 'fi-fi' })
  await start(w)
  assert.match(w.sms.at(-1)?.text ?? '', /kirjautumiskoodisi|koodi/)
  for (const locale of ['xx', 'klingon', 'de-', 'de-x', 'english', 'de_AT', 'de-AT-1996', ''])
    assert.equal(
      (
        await knock(w, `POST /operator/organisations/${organisationId}/people`, {
          body: { name: 'Ben Example', email: 'ben@example.com', role: 'member', locale },
        })
      ).body.code,
      'invalid_request',
      locale,
    )
})

test('one’s own locale is kept as it was meant', async () => {
  const w = world()
  await withAnna(w)
  const token = (await signIn(w)).body.accessToken
  for (const [said, kept] of [
    ['de-AT', 'de-AT'],
    ['EN-gb', 'en-GB'],
    ['sv', 'sv'],
    ['fr-latn-fr', 'fr-Latn-FR'],
  ]) {
    assert.equal((await knock(w, 'PATCH /me', { body: { locale: said }, token })).body.locale, kept)
    assert.equal((await knock(w, 'GET /me', { token })).body.locale, kept)
  }
})

test('the scheme of a token is written in any case', async () => {
  const w = world()
  await withAnna(w)
  const { accessToken } = (await signIn(w)).body
  for (const scheme of ['Bearer', 'bearer', 'BEARER'])
    assert.equal((await knock(w, 'GET /me', { headers: { Authorization: `${scheme} ${accessToken}` } })).status, 200)
  for (const scheme of ['', 'Basic', 'Bearer,'])
    assert.equal((await knock(w, 'GET /me', { headers: { Authorization: `${scheme} ${accessToken}` } })).status, 401)
})

test('a key of 255 characters is a key, a longer one is none', async () => {
  const w = world()
  await withAnna(w)
  assert.equal((await start(w, PHONE, { 'Idempotency-Key': 'k'.repeat(255) })).status, 200)
  assert.equal((await start(w, PHONE, { 'Idempotency-Key': 'k'.repeat(256) })).body.code, 'invalid_request')
})

test('a body that says a field twice says nothing', async () => {
  const w = world()
  await withAnna(w)
  const say = (raw: string, route = 'POST /login/phone') =>
    knock(w, route, { raw, headers: { 'Content-Type': 'application/json' } })
  for (const raw of [
    `{"phone":"+447700900999","phone":"${PHONE}"}`,
    `{"phone":"${PHONE}","phone":"${PHONE}"}`,
    `{"phone":"+447700900999", "\\u0070hone" : "${PHONE}"}`,
  ])
    assert.equal((await say(raw)).body.code, 'invalid_request', raw)
  assert.equal(w.sms.length, 0)
  const organisation = (budget: string) =>
    say(`{"name":"{\\"name\\":1}","defaultCountry":"GB","smsBudget":{${budget}}}`, 'POST /operator/organisations')
  assert.equal((await organisation('"limit":"1","limit":"9","currency":"EUR"')).status, 400)
  assert.equal((await organisation('"limit":"1","currency":"EUR"')).status, 201, 'words in a text are no fields')
})
