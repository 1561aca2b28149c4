import type { Run } from '#runtime/contract'
import { rightCode } from '#runtime/reset-code'
import { closed, readResetId } from '#runtime/reset-try'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ params, body, caller }, ports) => {
  const key = readResetId(params.resetId, caller, 'pin')
  const reset = await rightCode(key, 'email_code', body.code, ports)
  const onward = { from: 'email_code', to: 'new_pin', send: reset.sends, sentTo: reset.sentTo } as const
  const passed = await ports.resets.pass(key, onward)
  if (passed === undefined) throw closed(undefined, key, ports)
  await ports.resetCallback.answered(passed.token)
  return { next: 'new_pin' }
}
