import { canBeForgiven, forgiven } from '#core/bucket'
import type { Factor } from '#core/charge'
import { byAdmin, refuseUnlessDone } from '#runtime/audit-line'
import type { Run } from '#runtime/contract'
import { signedInAdmin } from '#runtime/signed-in'
import type { contract } from './contract.ts'

const FACTORS: readonly Factor[] = ['pin', 'password']

/** The wrong tries are forgiven; PIN and password stay what they are, and nobody sees them. What others may know stays ended. */
export const run: Run<typeof contract> = async ({ params, caller }, ports, refuse) => {
  const { person: admin, organisation } = await signedInAdmin(caller, ports)
  const before = await ports.members.find(organisation.organisationId, params.personId)
  if (before === undefined) throw refuse('not_found')
  const factors = FACTORS.filter((factor) => canBeForgiven(before, factor))
  const after = { ...forgiven(before, factors), changeFullAt: undefined, resetFullAt: undefined }
  const deed = byAdmin(admin, 'person_unlocked', { personId: before.personId }, ports)
  refuseUnlessDone(await ports.administration.change(before, after, deed))
  const indexes = [before.phoneIndex, before.emailIndex].filter((index) => index !== undefined)
  await Promise.all(indexes.map((index) => ports.logins.forgiveCodes(index)))
  return undefined
}
