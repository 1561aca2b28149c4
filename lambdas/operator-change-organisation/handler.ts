import { differences } from '#core/audit'
import type { Organisation } from '#core/person'
import { byOperator, refuseUnlessDone } from '#runtime/audit-line'
import type { Run } from '#runtime/contract'
import { refuseUnknownCountries, refuseUnknownCurrency, refuseWithoutDefault } from '#runtime/known-settings'
import type { contract } from './contract.ts'

const SHOWN = ['name', 'defaultCountry', 'countries', 'smsBudget', 'smsPrices'] as const

/** A limit that is raised is money at once, in the running month; one that is lowered may leave less than nothing until it ends. */
export const run: Run<typeof contract> = async ({ params, body }, ports, refuse) => {
  const before = await ports.organisations.read(params.organisationId)
  if (before === undefined) throw refuse('not_found')
  refuseUnknownCountries(body, ports)
  refuseUnknownCurrency(body.smsBudget?.currency)
  const { smsBudget, ...rest } = body
  const after: Organisation = { ...before, ...rest, smsBudget: { ...before.smsBudget, ...smsBudget } }
  refuseWithoutDefault(after)
  const changes = differences(before, after, SHOWN)
  const money = smsBudget !== undefined || body.smsPrices !== undefined
  const deed = byOperator(before.organisationId, money ? 'budget_changed' : 'organisation_changed', { changes }, ports)
  if (changes.length > 0) refuseUnlessDone(await ports.administration.settings(before, after, deed))
  return { organisationId: before.organisationId }
}
