import { maskPhone } from '#core/mask'
import { chooseLanguage } from '#core/message'
import type { Run } from '#runtime/contract'
import { knowsDevice } from '#runtime/known-device'
import { chargeSource, startReset } from '#runtime/reset-start'
import { readNumber } from '#runtime/typed-number'
import type { contract } from './contract.ts'

/** Changes nothing about the person: until both codes were right, everything stays as it is. */
export const run: Run<typeof contract> = async ({ body, caller }, ports) => {
  const number = readNumber(body, ports)
  const numberIndex = ports.lookup.phone(number.e164)
  const known = await knowsDevice(numberIndex, caller, ports)
  const [pointer] = await Promise.all([ports.directory.byPhone(numberIndex), chargeSource(caller, known, ports)])
  const typed = { numberIndex, sentTo: maskPhone(number.e164), country: number.country }
  const locale = chooseLanguage(caller.acceptLanguage, 'en')
  return startReset({ ...typed, purpose: 'pin', locale, pointer, known, caller }, ports.pinResetWorkflow, ports)
}
