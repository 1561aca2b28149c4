import { maskEmail } from '#core/mask'
import type { Run } from '#runtime/contract'
import { moveOn, rightCode } from '#runtime/reset-code'
import { refuseWhileNew } from '#runtime/reset-cooling'
import { endReset, stillTheirs } from '#runtime/reset-end'
import { readResetId } from '#runtime/reset-try'
import { resetCode } from '#runtime/reset-view'
import type { contract } from './contract.ts'

/** The decision is written first, then the workflow is told; the address is read and shown only now. */
export const run: Run<typeof contract> = async ({ params, body, caller }, ports, refuse) => {
  const { resetCallback, contacts } = ports
  const key = readResetId(params.resetId, caller, 'pin')
  const reset = await rightCode(key, 'sms_code', body.code, ports)
  const person = await stillTheirs(key, reset, ports)
  await refuseWhileNew(key, person, ports)
  const { sealedEmail } = person
  if (sealedEmail === undefined) {
    await endReset(key, 'not_sent', 'email_failed', ports)
    throw refuse('message_not_sent', { alternatives: [] })
  }
  const sentTo = maskEmail(contacts.unseal(sealedEmail, person.personId))
  const onward = { from: 'sms_code', to: 'email_code', sentTo, sealed: sealedEmail } as const
  const passed = await moveOn(key, reset, onward, ports)
  await resetCallback.answered(passed.token)
  return { next: 'email_code', code: resetCode(passed, 'email_code', ports) }
}
