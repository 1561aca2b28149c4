import type { Run } from '#runtime/contract'
import { moveOn, rightCode } from '#runtime/reset-code'
import { readResetId } from '#runtime/reset-try'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ params, body, caller }, ports) => {
  const key = readResetId(params.resetId, caller, 'pin')
  const reset = await rightCode(key, 'email_code', body.code, ports)
  const passed = await moveOn(key, reset, { from: 'email_code', to: 'new_pin', sentTo: reset.sentTo }, ports)
  await ports.resetCallback.answered(passed.token)
  return { next: 'new_pin' }
}
