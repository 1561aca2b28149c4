import { normalEmail } from '#core/email'
import { maskEmail } from '#core/mask'
import { chooseLanguage } from '#core/message'
import type { Run } from '#runtime/contract'
import { knowsDevice } from '#runtime/known-device'
import { chargeSource, startReset } from '#runtime/reset-start'
import type { contract } from './contract.ts'

/** Changes nothing about the person: until every code was right, everything stays as it is. */
export const run: Run<typeof contract> = async ({ body, caller }, ports, refuse) => {
  const email = normalEmail(body.email)
  if (email === undefined)
    throw refuse('invalid_request', { fields: [{ path: 'email', problem: 'not an e-mail address' }] })
  const numberIndex = ports.lookup.email(email)
  const known = await knowsDevice(numberIndex, caller, ports)
  const [pointer] = await Promise.all([ports.directory.byEmail(numberIndex), chargeSource(caller, known, ports)])
  const locale = chooseLanguage(caller.acceptLanguage, 'en')
  const typed = { numberIndex, sentTo: maskEmail(email), purpose: 'password' as const, locale }
  return startReset({ ...typed, pointer, known, caller }, ports.passwordResetWorkflow, ports)
}
