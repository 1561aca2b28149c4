import type { Shortage } from '#core/message-job'
import type { Ports } from '#core/ports'

/** Whether a text message could be paid for. Where the money is used up, the admins hear of it as they would of a message that was not sent. */
export const askPurse = async (
  wanted: Omit<Shortage, 'kind'>,
  { purse, messages }: Pick<Ports, 'purse' | 'messages'>,
) => {
  const verdict = await purse.judge(wanted.organisationId, wanted.country, wanted.mayUseReserve)
  if (verdict === 'sms_budget_spent') await messages.dispatch({ kind: 'shortage', ...wanted })
  return verdict
}
