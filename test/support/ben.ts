import assert from 'node:assert/strict'
import { keys } from '#adapters/keys'
import type { Organisation } from '#core/person'
import { createOrganisation, createPerson } from './anna.ts'
import { knock } from './door.ts'
import type { World } from './world.ts'

export const BENS_PHONE = '+447700900456'
export const EMAIL = 'ben@example.com'
export const PASSWORD = 'violet kettle on the roof'

/** Writes a password straight to the table, through the adapters that the reset journey uses. */
export const givePassword = async (world: World, personId: string, password: string): Promise<void> => {
  const { people, pinSeal, roster } = world.ports
  const person = await people.read(personId)
  assert.ok(person)
  const passwordEpoch = person.passwordEpoch + 1
  const owner = {
    organisationId: person.organisationId,
    personId,
    secretEpoch: passwordEpoch,
    factor: 'password' as const,
  }
  const sealed = await pinSeal.make(password, owner)
  assert.ok(await roster.change(person, { ...person, password: sealed, passwordEpoch, epoch: person.epoch + 1 }))
}

/** What a setting is changed to, without the door that admins use. */
export const setOrganisation = async (
  world: World,
  organisationId: string,
  change: Partial<Organisation>,
): Promise<void> => {
  const organisation = await world.ports.organisations.read(organisationId)
  await world.db.put('people', { ...keys.organisation(organisationId), ...organisation, ...change })
}

/** Ben of the Clinic, with an e-mail address, a password and, unless `more` says otherwise, a number. */
export const withBen = async (
  world: World,
  more: Record<string, unknown> = {},
  organisation: Record<string, unknown> = {},
) => {
  const organisationId = await createOrganisation(world, organisation)
  const personId = await createPerson(world, organisationId, {
    name: 'Ben Example',
    phone: BENS_PHONE,
    email: EMAIL,
    ...more,
  })
  await givePassword(world, personId, PASSWORD)
  return { organisationId, personId }
}

type Headers = Readonly<Record<string, string>>

export const startByEmail = (
  world: World,
  {
    email = EMAIL,
    password = PASSWORD,
    headers = {},
    source,
  }: { email?: string; password?: string; headers?: Headers; source?: string } = {},
) =>
  knock(world, 'POST /login/email', { body: { email, password }, headers, ...(source === undefined ? {} : { source }) })

/** The six digits of the newest e-mail to an address. */
export const newestMailCode = ({ mail }: Pick<World, 'mail'>, to: string = EMAIL): string => {
  const text = mail.filter((message) => message.to === to).at(-1)?.text ?? ''
  const code = /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0]
  if (code === undefined) throw new Error(`no code was sent to ${to}`)
  return code
}
