import { runningChange } from '#runtime/contact-change'
import type { Run } from '#runtime/contract'
import { sentAgain } from '#runtime/sent-again'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ params, caller }, ports) => {
  const { key, change } = await runningChange(params.changeId, 'email', caller, ports)
  return sentAgain(await ports.logins.resend(key, { of: change, channel: 'email' }), change, ports)
}
