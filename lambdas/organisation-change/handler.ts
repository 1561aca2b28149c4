import { differences } from '#core/audit'
import type { Organisation } from '#core/person'
import { byAdmin, refuseUnlessDone } from '#runtime/audit-line'
import type { Input, Run } from '#runtime/contract'
import { organisationView } from '#runtime/organisation-view'
import { signedInAdmin } from '#runtime/signed-in'
import type { contract } from './contract.ts'
import { refuseWrongSettings } from './wrong-settings.ts'

const SHOWN = ['name', 'defaultCountry', 'countries', 'twoFactor', 'trustedDevices', 'emailCodesWhenSmsSpent'] as const

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
  refuseWrongSettings(organisation, after, ports)
  const changes = differences(organisation, after, SHOWN)
  if (changes.length === 0) return organisationView(organisation)
  const deed = byAdmin(person, 'organisation_changed', { changes }, ports)
  refuseUnlessDone(await ports.administration.settings(organisation, after, deed))
  return organisationView(after)
}
