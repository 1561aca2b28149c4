import { iso } from '#core/time'
import type { Run } from '#runtime/contract'
import { pageOf } from '#runtime/paging'
import { signedInAdmin } from '#runtime/signed-in'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ query, caller }, ports) => {
  const { organisation } = await signedInAdmin(caller, ports)
  const { items, next } = await ports.records.audit(organisation.organisationId, pageOf(query))
  const lines = items.map(({ auditId, at, by, action, personId, reason, changes }) => ({
    auditId,
    at: iso(at),
    by,
    action,
    ...(personId === undefined ? {} : { personId }),
    ...(reason === undefined ? {} : { reason }),
    changes: [...changes],
  }))
  return next === undefined ? { items: lines } : { items: lines, next }
}
