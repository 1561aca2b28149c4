import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Organisation, Person } from '#core/person'
import type { Device } from '#core/session'
import { judgeTrust } from '#core/trust'

const now = 1_000
const person = {
  personId: 'p',
  organisationId: 'o',
  phoneIndex: 'n',
  epoch: 3,
  pinEpoch: 2,
  phoneVersion: 4,
  disabled: false,
} as Person
const organisation = { organisationId: 'o', trustedDevices: { allowed: true } } as Organisation
const device = {
  personId: 'p',
  organisationId: 'o',
  phoneIndex: 'n',
  secretHash: 's',
  epoch: 3,
  pinEpoch: 2,
  phoneVersion: 4,
  createdAt: 5,
  trustedUntil: now + 1,
  expiresAt: now + 1,
} as Device

type Changed = {
  readonly device?: Partial<Device>
  readonly person?: Partial<Person>
  readonly organisation?: Partial<Organisation>
  readonly shown?: { readonly secretHash?: string; readonly phoneIndex?: string }
}

const verdict = (changed: Changed) =>
  judgeTrust(
    {
      device: { ...device, ...changed.device },
      person: { ...person, ...changed.person },
      organisation: { ...organisation, ...changed.organisation },
    },
    { secretHash: 's', phoneIndex: 'n', ...changed.shown },
    now,
    (a, b) => a === b,
  )

test('a device stands in for a code while all of what it was tied to holds', () => {
  assert.equal(verdict({}), 'trusted')
})

test('each thing that changed since ends the trust by itself; the device is still one the person has signed in on', () => {
  const changes: readonly Changed[] = [
    { person: { epoch: 4 } },
    { person: { pinEpoch: 3 } },
    { person: { phoneVersion: 5 } },
    { device: { trustedUntil: now } },
    { device: { trustedUntil: undefined } },
    { organisation: { trustedDevices: { allowed: false } } },
    { organisation: { trustEndedAt: 5 } },
  ]
  for (const changed of changes) assert.equal(verdict(changed), 'known', JSON.stringify(changed))
})

test('what is not this person’s, of this number and organisation, with its own secret and in its time is a stranger’s', () => {
  const changes: readonly Changed[] = [
    { shown: { secretHash: 'x' } },
    { shown: { phoneIndex: 'x' } },
    { device: { personId: 'x' } },
    { device: { organisationId: 'x' } },
    { device: { phoneIndex: 'x' } },
    { device: { phoneIndex: undefined } },
    { device: { expiresAt: now } },
    { person: { phoneIndex: 'x' } },
    { person: { disabled: true } },
    { organisation: { organisationId: 'x' } },
  ]
  for (const changed of changes) assert.equal(verdict(changed), 'stranger', JSON.stringify(changed))
  for (const facts of [{}, { device }, { device, person }, { person, organisation }])
    assert.equal(
      judgeTrust(facts, { secretHash: 's', phoneIndex: 'n' }, now, (a, b) => a === b),
      'stranger',
    )
})
