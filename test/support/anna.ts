import assert from 'node:assert/strict'
import { knock } from './door.ts'
import { newestCode, type World } from './world.ts'

export const PHONE = '+447700900123'
export const PIN = '836194'

/** Writes a PIN straight to the table, through the adapters that the reset journey uses. */
export const givePin = async (world: World, personId: string, pin: string): Promise<void> => {
  const { people, pinSeal, roster } = world.ports
  const person = await people.read(personId)
  assert.ok(person)
  const pinEpoch = person.pinEpoch + 1
  const owner = { organisationId: person.organisationId, personId, secretEpoch: pinEpoch, factor: 'pin' as const }
  assert.ok(
    await roster.change(person, { ...person, pin: await pinSeal.make(pin, owner), pinEpoch, epoch: person.epoch + 1 }),
  )
}

export const createOrganisation = async (world: World, more: Record<string, unknown> = {}): Promise<string> => {
  const made = await knock(world, 'POST /operator/organisations', {
    body: { name: 'Clinic', defaultCountry: 'GB', smsBudget: { limit: '100.00', currency: 'EUR' }, ...more },
  })
  assert.equal(made.status, 201)
  return made.body.organisationId
}

export const createPerson = async (
  world: World,
  organisationId: string,
  more: Record<string, unknown> = {},
): Promise<string> => {
  const made = await knock(world, `POST /operator/organisations/${organisationId}/people`, {
    body: { name: 'Anna Example', phone: PHONE, email: 'anna@example.com', role: 'member', ...more },
  })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  return made.body.personId
}

/** Anna of the Clinic, with a number, an address and a PIN. */
export const withAnna = async (world: World) => {
  const organisationId = await createOrganisation(world)
  const personId = await createPerson(world, organisationId)
  await givePin(world, personId, PIN)
  return { organisationId, personId }
}

type Headers = Readonly<Record<string, string>>

export const start = (world: World, phone = PHONE, headers: Headers = {}, source?: string) =>
  knock(world, 'POST /login/phone', { body: { phone }, headers, ...(source === undefined ? {} : { source }) })

export const giveCode = (world: World, loginId: string, code: string, headers: Headers = {}) =>
  knock(world, `POST /login/${loginId}/code`, { body: { code }, headers })

export const enterPin = (
  world: World,
  loginId: string,
  pin = PIN,
  more: Record<string, unknown> = {},
  headers: Headers = {},
) => knock(world, `POST /login/${loginId}/pin`, { body: { pin, ...more }, headers })

/** The whole way in: number, code, PIN. */
export const signIn = async (world: World, more: Record<string, unknown> = {}, headers: Headers = {}) => {
  const begun = await start(world, PHONE, headers)
  assert.equal(begun.status, 200, JSON.stringify(begun.body))
  if (begun.body.next === 'sms_code') {
    const passed = await giveCode(world, begun.body.loginId, newestCode(world, PHONE), headers)
    assert.equal(passed.status, 200, JSON.stringify(passed.body))
  }
  return enterPin(world, begun.body.loginId, PIN, more, headers)
}

/** The same by telephone with a second between the steps, as an admin can tell them apart afterwards. Answers the login's id, too. */
export const signInSlowly = async (world: World) => {
  const { loginId } = (await start(world)).body
  world.passes(1_000)
  await giveCode(world, loginId, newestCode(world, PHONE))
  world.passes(1_000)
  return { loginId, entered: await enterPin(world, loginId) }
}

/** Six digits that are not these. */
export const otherThan = (code: string, by = 1): string => String((Number(code) + by) % 1_000_000).padStart(6, '0')
