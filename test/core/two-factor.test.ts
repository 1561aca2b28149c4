import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inNetworks, readNetwork } from '#core/network'
import type { Organisation, Person } from '#core/person'
import { planSecondFactor } from '#core/second-factor'
import type { Device } from '#core/session'
import { DAY, MINUTE } from '#core/time'
import { judgeTwoFactor, ownDevice, passedAt } from '#core/two-factor'

const now = 100 * DAY
const limits = { twoFactorLifeMs: 30 * DAY }
const both = [false, true]

test('a second factor is due exactly when the rule asks for one and nothing excuses it: every combination', () => {
  const passes = [
    [undefined, false],
    [now, true],
    [now - 1, true],
    [now - 30 * DAY + 1, true],
    [now - 30 * DAY, false],
    [now - 31 * DAY, false],
    // Clocks of two functions differ a little: a session that was just begun is renewed by whichever comes next.
    [now + 1, true],
    [now + MINUTE, true],
    [now + MINUTE + 1, false],
    [0, false],
  ] as const
  let due = 0
  for (const required of both)
    for (const personExempt of both)
      for (const networkExempt of both)
        for (const [at, counts] of passes) {
          const verdict = judgeTwoFactor({ required, personExempt, networkExempt, passedAt: at }, now, limits)
          assert.equal(verdict.due, required && !personExempt && !networkExempt && !counts)
          if (verdict.due) due++
        }
  assert.equal(due, 5)
})

test('what excuses somebody is named, the rule first', () => {
  const facts = { required: true, personExempt: true, networkExempt: true, passedAt: now }
  const because = (change: object) => {
    const verdict = judgeTwoFactor({ ...facts, ...change }, now, limits)
    return verdict.due ? 'due' : verdict.because
  }
  assert.deepEqual(
    [
      because({ required: false }),
      because({}),
      because({ personExempt: false }),
      because({ personExempt: false, networkExempt: false }),
    ],
    ['not_required', 'person_exempt', 'network_exempt', 'passed'],
  )
})

const person = { personId: 'p', organisationId: 'o', emailIndex: 'e', epoch: 3 } as Person
const device = {
  personId: 'p',
  organisationId: 'o',
  emailIndex: 'e',
  epoch: 3,
  secretHash: 's',
  expiresAt: now + 1,
  createdAt: 5,
  twoFactorAt: 7,
} as Device
const organisation = { organisationId: 'o', trustedDevices: { allowed: true } } as Organisation
const same = (a: string, b: string) => a === b

test('a device speaks only for its own person, organisation, address and epoch, with its own secret, in its time', () => {
  const own = (change: Partial<Device>, secret = 's') =>
    ownDevice({ device: { ...device, ...change }, person }, secret, now, same)
  assert.ok(own({}))
  for (const change of [
    { personId: 'x' },
    { organisationId: 'x' },
    { emailIndex: 'x' },
    { epoch: 2 },
    { expiresAt: now },
  ])
    assert.equal(own(change), undefined, JSON.stringify(change))
  assert.equal(own({}, 't'), undefined)
  assert.equal(ownDevice({ person }, '', now, same), undefined)
})

test('an organisation that forbids trusted devices, or forbade them since, asks everybody again', () => {
  assert.equal(passedAt(device, organisation), 7)
  assert.equal(passedAt(undefined, organisation), undefined)
  assert.equal(passedAt(device, { ...organisation, trustedDevices: { allowed: false } }), undefined)
  assert.equal(passedAt(device, { ...organisation, trustEndedAt: 5 }), undefined)
  assert.equal(passedAt(device, { ...organisation, trustEndedAt: 4 }), 7)
})

test('a second factor that is due is always asked for, whatever the money says', () => {
  const sealed = { sealedPhone: 'sealed' }
  const rule = (method: 'sms' | 'email', emailCodesWhenSmsSpent: boolean) => ({
    twoFactor: { required: true, method, exemptNetworks: [] },
    emailCodesWhenSmsSpent,
  })
  const byMail = (smsSpent: boolean) => ({ ask: 'code', channel: 'email', smsSpent })
  const bySms = { ask: 'code', channel: 'sms' }
  const refused = (refuse: string) => ({ ask: 'nothing', refuse })
  const table = [
    [sealed, 'sms', false, 'pay', bySms],
    [sealed, 'sms', true, 'pay', bySms],
    [sealed, 'sms', true, 'sms_budget_spent', byMail(true)],
    [sealed, 'sms', false, 'sms_budget_spent', refused('sms_budget_spent')],
    [sealed, 'sms', true, 'country_not_allowed', refused('country_not_allowed')],
    [sealed, 'sms', false, 'country_not_allowed', refused('country_not_allowed')],
    [{}, 'sms', false, 'pay', { ask: 'phone_number' }],
    [{}, 'sms', true, 'sms_budget_spent', byMail(true)],
    [{}, 'sms', false, 'sms_budget_spent', refused('sms_budget_spent')],
    [{}, 'sms', false, 'country_not_allowed', refused('country_not_allowed')],
    [sealed, 'email', false, 'sms_budget_spent', byMail(false)],
    [{}, 'email', false, 'pay', byMail(false)],
    [{}, 'email', true, 'country_not_allowed', byMail(false)],
  ] as const
  for (const [who, method, allowed, purse, plan] of table)
    assert.deepEqual(planSecondFactor(who, rule(method, allowed), purse), plan, `${method} ${allowed} ${purse}`)
})

test('an address lies in a network or it does not, in every spelling', () => {
  const table = [
    ['203.0.113.7', '203.0.113.0/24', true],
    ['203.0.114.7', '203.0.113.0/24', false],
    ['203.0.113.7', '203.0.113.7/32', true],
    ['203.0.113.8', '203.0.113.7/32', false],
    ['198.51.100.1', '0.0.0.0/0', true],
    ['::ffff:203.0.113.7', '203.0.113.0/24', true],
    ['2001:db8::1', '2001:db8::/32', true],
    ['2001:db9::1', '2001:db8::/32', false],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1/128', true],
    ['2001:db8::1', '0.0.0.0/0', false],
    ['203.0.113.7', '::/0', false],
    ['not an address', '0.0.0.0/0', false],
    ['', '::/0', false],
    ['203.0.113.7', '203.0.113.0', false],
    ['203.0.113.007', '203.0.113.0/24', false],
  ] as const
  for (const [source, cidr, inside] of table) assert.equal(inNetworks(source, [cidr]), inside, `${source} ${cidr}`)
})

test('a network that is not one is refused when it is entered', () => {
  for (const bad of [
    '203.0.113.1/24',
    '203.0.113.0/33',
    '203.0.113.0/',
    '256.0.0.0/8',
    '1.2.3/8',
    '2001:db8::1/32',
    '1::2::3/64',
    ':::/0',
    'x/8',
    '10.0.0.0/8/8',
    '10.0.0.0/08',
  ])
    assert.equal(readNetwork(bad), undefined, bad)
  for (const good of ['10.0.0.0/8', '0.0.0.0/0', '::/0', '2001:db8::/48', 'fe80::1/128'])
    assert.ok(readNetwork(good), good)
})
