import { maskPhone } from '#core/mask'
import type { Person } from '#core/person'
import { refuseWhileGuessed } from '#runtime/after-mailbox'
import type { PortsOf, Run } from '#runtime/contract'
import { moveOn, rightCode } from '#runtime/reset-code'
import { refuseWhileNew } from '#runtime/reset-cooling'
import { stillTheirs } from '#runtime/reset-end'
import { readResetId } from '#runtime/reset-try'
import { resetCode } from '#runtime/reset-view'
import type { contract } from './contract.ts'

/** Where the second code goes; undefined when no number is on file, and the mailbox is all there is to prove. */
const numberOf = (person: Person, { contacts, numbers, stage }: PortsOf<typeof contract>) => {
  if (person.sealedPhone === undefined) return undefined
  const phone = contacts.unseal(person.sealedPhone, person.personId)
  const country = numbers.read(phone, stage.defaultCountry)?.country ?? stage.defaultCountry
  return { sealed: person.sealedPhone, sentTo: maskPhone(phone), country }
}

/** The decision is written first, then the workflow is told; the number is read and shown only now. */
export const run: Run<typeof contract> = async ({ params, body, caller }, ports) => {
  const key = readResetId(params.resetId, caller, 'password')
  const reset = await rightCode(key, 'email_code', body.code, ports)
  const person = await stillTheirs(key, reset, ports)
  await refuseWhileNew(key, person, ports)
  const number = numberOf(person, ports)
  if (number !== undefined) await refuseWhileGuessed(key, person, ports)
  const from = 'email_code' as const
  const onward =
    number === undefined
      ? ({ from, to: 'new_password', sentTo: reset.sentTo } as const)
      : ({ from, ...number, to: 'sms_code' } as const)
  const passed = await moveOn(key, reset, onward, ports)
  await ports.resetCallback.answered(passed.token)
  return number === undefined
    ? { next: 'new_password' }
    : { next: 'sms_code', code: resetCode(passed, 'sms_code', ports) }
}
