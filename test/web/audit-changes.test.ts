import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languages } from '#core/texts/language'
import { organisationPages } from '#core/texts/organisation-pages'
import { pages } from '#core/texts/pages'
import { withAdmin } from '#support/admin'
import { PHONE } from '#support/anna'
import { withBen } from '#support/ben'
import { knock } from '#support/door'
import { world } from '#support/world'
import { type Change, changesInWords } from '../../web/organisation/audit-changes.ts'

const wordsIn = (language: (typeof languages)[number]) => {
  const { people, settings, records } = organisationPages[language]
  const values = {
    roles: { admin: people.admin, member: people.member },
    methods: { sms: settings.sms, email: settings.email },
    country: pages[language].countryName,
  }
  return (changes: readonly Change[]) =>
    changesInWords(changes, records, values).map(({ field, from, to }) => `${field}: ${from} → ${to}`)
}

/** Every setting and every fact of a person that an admin or the operator may change, changed once. */
const everythingChanged = async (): Promise<readonly Change[]> => {
  const w = world()
  const { organisationId, personId } = await withBen(w)
  const { ask } = await withAdmin(w, organisationId)
  const settings = {
    ...{ name: 'North Clinic', countries: ['GB', 'FI'], defaultCountry: 'FI', emailCodesWhenSmsSpent: false },
    twoFactor: { required: true, method: 'email', exemptNetworks: ['203.0.113.0/24', '198.51.100.0/24'] },
    trustedDevices: { allowed: false },
  }
  assert.equal((await ask('PATCH /organisation', { body: settings })).status, 200)
  const other = { ...settings, emailCodesWhenSmsSpent: true }
  assert.equal((await ask('PATCH /organisation', { body: other })).status, 200)
  const money = { smsBudget: { limit: '44.00', currency: 'EUR' }, smsPrices: { FI: '0.09' } }
  const paid = await knock(w, `PATCH /operator/organisations/${organisationId}`, { body: money })
  assert.equal(paid.status, 200, JSON.stringify(paid.body))
  const person = `PATCH /organisation/people/${personId}`
  for (const body of [
    { name: 'Ben Other', role: 'admin', twoFactorExempt: true },
    { phone: PHONE, reason: 'typed wrongly' },
    { disabled: true },
  ])
    assert.equal((await ask(person, { body })).status, 200)
  const { items } = (await ask('GET /organisation/audit')).body
  return items.flatMap(({ changes }) => changes)
}

test('whatever is changed is told in words, in every language: no name of a field, no true, no JSON', async () => {
  const changes = await everythingChanged()
  assert.ok(changes.length >= 12, String(changes.length))
  for (const language of languages) {
    const told = wordsIn(language)(changes)
    assert.ok(told.length >= 13, `${language}: ${told.length}`)
    for (const line of told)
      assert.doesNotMatch(line, /^\w*[a-z][A-Z]|true|false|[[\]{}"]|undefined|twoFactor|trusted[A-Z]|sms[A-Z]/, line)
  }
})

test('of a group of settings only what differs is told', () => {
  const tell = wordsIn('en')
  const from = '{"required":true,"method":"sms","exemptNetworks":[]}'
  const to = '{"required":true,"method":"email","exemptNetworks":["203.0.113.0/24"]}'
  assert.deepEqual(tell([{ field: 'twoFactor', from, to }]), [
    'How codes are sent: Text message → E-mail',
    'Exempt networks: none → 203.0.113.0/24',
  ])
  assert.deepEqual(tell([{ field: 'countries', from: '["GB"]', to: '["GB","FI"]' }]), [
    'Allowed countries: United Kingdom → United Kingdom, Finland',
  ])
  assert.deepEqual(tell([{ field: 'smsPrices', from: '{}', to: '{"GB":"0.05"}' }]), [
    'Price to United Kingdom: none → 0.05',
  ])
})

test('a name that looks like data stays a name', () => {
  assert.deepEqual(wordsIn('en')([{ field: 'name', from: '[Ben', to: '{"a":' }]), ['Name: [Ben → {"a":'])
})
