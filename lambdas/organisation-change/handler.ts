import { differences } from '#core/audit'
import { readNetwork } from '#core/network'
import type { Organisation } from '#core/person'
import { Refused } from '#core/refusal'
import { byAdmin, refuseUnlessDone } from '#runtime/audit-line'
import type { Input, Run } from '#runtime/contract'
import { organisationView } from '#runtime/organisation-view'
import { signedInAdmin } from '#runtime/signed-in'
import type { contract } from './contract.ts'

const SHOWN = ['name', 'defaultCountry', 'countries', 'twoFactor', 'trustedDevices', 'emailCodesWhenSmsSpent'] as const

const wrong = (path: string, problem: string) => new Refused('invalid_request', { fields: [{ path, problem }] })

/** Forbidding trusted devices ends the trust of every device there is, and allowing them again brings none: not those that asked meanwhile either. */
const changed = (before: Organisation, body: Input<typeof contract>['body'], now: number): Organisation => {
  const { twoFactor, ...rest } = body
  const after = { ...before, ...rest, twoFactor: { ...before.twoFactor, ...twoFactor } }
  const endsTrust = before.trustedDevices.allowed !== after.trustedDevices.allowed
  return endsTrust ? { ...after, trustEndedAt: now } : after
}

export const run: Run<typeof contract> = async ({ body, caller }, ports) => {
  const { person, organisation } = await signedInAdmin(caller, ports)
  const after = changed(organisation, body, ports.clock.now())
  const network = after.twoFactor.exemptNetworks.find((cidr) => readNetwork(cidr) === undefined)
  if (network !== undefined) throw wrong('twoFactor.exemptNetworks', 'not a network such as 203.0.113.0/24')
  if (!after.countries.includes(after.defaultCountry)) throw wrong('countries', 'the default country is missing')
  const added = after.countries.filter((country) => !organisation.countries.includes(country))
  if (!added.every((country) => ports.stage.countries.includes(country)))
    throw wrong('countries', 'no messages are sent to this country from here')
  const changes = differences(organisation, after, SHOWN)
  if (changes.length === 0) return organisationView(organisation)
  const deed = byAdmin(person, 'organisation_changed', { changes }, ports)
  refuseUnlessDone(await ports.administration.settings(organisation, after, deed))
  return organisationView(after)
}
