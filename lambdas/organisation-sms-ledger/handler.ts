import { viewOfLine } from '#core/delivery'
import { formatMoney } from '#core/money'
import { iso } from '#core/time'
import type { Run } from '#runtime/contract'
import { namesOf } from '#runtime/names'
import { cursorOf, pageOf } from '#runtime/paging'
import { signedInAdmin } from '#runtime/signed-in'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ query, caller }, ports) => {
  const { organisation } = await signedInAdmin(caller, ports)
  const { organisationId, smsBudget } = organisation
  const list = { of: 'ledger', whose: organisationId } as const
  const { items, next } = await ports.records.ledger(organisationId, pageOf(query, list))
  const names = await namesOf(items, organisationId, ports)
  const lines = items.map((line) => {
    const { messageId, sentAt, personId, step, about, channel, country, priceMicros } = line
    const name = personId === undefined ? undefined : names.get(personId)
    return {
      messageId,
      at: iso(sentAt),
      ...(personId === undefined ? {} : { personId }),
      ...(name === undefined ? {} : { name }),
      step,
      ...(about === undefined ? {} : { attemptId: about }),
      channel,
      ...(country === undefined ? {} : { country }),
      price: formatMoney(priceMicros),
      currency: smsBudget.currency,
      outcome: line.outcome === 'test_number' ? line.outcome : viewOfLine(line).delivery,
      ...(line.why === undefined ? {} : { why: line.why }),
    }
  })
  return next === undefined ? { items: lines } : { items: lines, next: cursorOf(list, next) }
}
