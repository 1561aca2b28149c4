import { chargedAfterMailbox } from '#runtime/after-mailbox'
import type { Run } from '#runtime/contract'
import { moveOn, rightCode } from '#runtime/reset-code'
import { readResetId } from '#runtime/reset-try'
import type { contract } from './contract.ts'

/** The mailbox was proved: what is wrong here is charged to the person, too. */
export const run: Run<typeof contract> = async ({ params, body, caller }, given) => {
  const ports = { ...given, resets: chargedAfterMailbox(given) }
  const key = readResetId(params.resetId, caller, 'password')
  const reset = await rightCode(key, 'sms_code', body.code, ports)
  const passed = await moveOn(key, reset, { from: 'sms_code', to: 'new_password', sentTo: reset.sentTo }, ports)
  await ports.resetCallback.answered(passed.token)
  return { next: 'new_password' }
}
