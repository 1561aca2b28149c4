import { iso } from '#core/time'
import type { Run } from '#runtime/contract'
import { namesOf } from '#runtime/names'
import { cursorOf, pageOf } from '#runtime/paging'
import { signedInAdmin } from '#runtime/signed-in'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ query, caller }, ports) => {
  const { organisationId } = (await signedInAdmin(caller, ports)).organisation
  const list = { of: 'audit', whose: organisationId } as const
  const { items, next } = await ports.records.audit(organisationId, pageOf(query, list))
  const names = await namesOf(items, organisationId, ports)
  const lines = items.map(({ auditId, at, by, action, personId, reason, changes }) => {
    const name = personId === undefined ? undefined : names.get(personId)
    return {
      ...{ auditId, at: iso(at), by, action, changes: [...changes] },
      ...(personId === undefined ? {} : { personId }),
      ...(name === undefined ? {} : { name }),
      ...(reason === undefined ? {} : { reason }),
    }
  })
  return next === undefined ? { items: lines } : { items: lines, next: cursorOf(list, next) }
}
