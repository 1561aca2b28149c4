import assert from 'node:assert/strict'
import { createPerson } from './anna.ts'
import { givePassword, PASSWORD, setOrganisation, startByEmail } from './ben.ts'
import { type Call, knock } from './door.ts'
import type { World } from './world.ts'

export const twoFactorOff = { twoFactor: { required: false, method: 'sms' as const, exemptNetworks: [] } }

let admins = 0

/** An admin of an organisation that asks for no second factor, signed in. */
export const withAdmin = async (world: World, organisationId: string) => {
  const email = `admin${++admins}@example.org`
  await setOrganisation(world, organisationId, twoFactorOff)
  const personId = await createPerson(world, organisationId, {
    name: 'Ada Admin',
    phone: undefined,
    email,
    role: 'admin',
  })
  await givePassword(world, personId, PASSWORD)
  const { body } = await startByEmail(world, { email, source: `198.51.${admins % 250}.1` })
  assert.ok(body.accessToken, JSON.stringify(body))
  const token: string = body.accessToken
  return { personId, email, token, ask: (route: string, call: Call = {}) => knock(world, route, { ...call, token }) }
}
