import { codeView } from '#core/code-view'
import { iso } from '#core/time'
import { runningChange } from '#runtime/contact-change'
import type { Run } from '#runtime/contract'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ params, caller }, ports) => {
  const { deliveries, clock, limits } = ports
  const { change } = await runningChange(params.changeId, 'sms', caller, ports)
  const { delivery, why } = await deliveries.of(change)
  const code = codeView(change, clock.now(), limits, delivery)
  return { expiresAt: iso(change.expiresAt), code: why === undefined ? code : { ...code, why } }
}
