import { askPurse } from '#runtime/ask-purse'
import { runningChange } from '#runtime/contact-change'
import type { Run } from '#runtime/contract'
import { sentAgain } from '#runtime/sent-again'
import type { contract } from './contract.ts'

/** Money first: a send that nobody can pay for is none of the three. */
export const run: Run<typeof contract> = async ({ params, caller }, ports, refuse) => {
  const { key, change } = await runningChange(params.changeId, 'sms', caller, ports)
  const { organisationId, country = '', mayUseReserve = false } = change
  const verdict = await askPurse({ organisationId, country, mayUseReserve }, ports)
  if (verdict !== 'pay') throw refuse(verdict, { country, alternatives: [] })
  return sentAgain(await ports.logins.resend(key, { of: change, channel: 'sms' }), change, ports)
}
