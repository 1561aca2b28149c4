import { forgiven } from '#core/bucket'
import type { Person } from '#core/person'
import { judgePin, type PinVerdict } from '#core/pin-policy'
import { Refused } from '#core/refusal'
import type { Reset } from '#core/reset'
import type { ResetKey } from '#core/reset-ports'
import type { PortsOf, Run } from '#runtime/contract'
import { chooseAnew } from '#runtime/reset-done'
import { endIfSpent, stillTheirs } from '#runtime/reset-end'
import { closed, readResetId } from '#runtime/reset-try'
import type { contract } from './contract.ts'

const ownerOf = (person: Person, secretEpoch: number) => {
  const { organisationId, personId } = person
  return { organisationId, personId, secretEpoch, factor: 'pin' as const }
}

/** Everything cheap first; the one slow comparison, with the present PIN, only for a PIN that else would be taken. */
const judge = async (
  pin: string,
  person: Person,
  { contacts, pinCheck }: PortsOf<typeof contract>,
): Promise<PinVerdict> => {
  const { sealedPhone, personId } = person
  const phoneDigits = sealedPhone === undefined ? undefined : contacts.unseal(sealedPhone, personId).replace('+', '')
  const verdict = judgePin(pin, { phoneDigits })
  if (!verdict.allowed || person.pin === undefined) return verdict
  const current = await pinCheck.verify(pin, ownerOf(person, person.pinEpoch), person.pin)
  return judgePin(pin, { phoneDigits, current })
}

/** Judges the PIN, and writes it, the person's new epoch and the end of the reset together. */
const write = async (key: ResetKey, reset: Reset, pin: string, ports: PortsOf<typeof contract>): Promise<Person> => {
  const person = await stillTheirs(key, reset, ports)
  const verdict = await judge(pin, person, ports)
  if (!verdict.allowed) {
    await ports.resets.note(key, 'pin_refused')
    await endIfSpent(key, reset, 'new_pin', ports)
    throw new Refused('pin_not_allowed', { reasons: verdict.reasons })
  }
  const pinEpoch = person.pinEpoch + 1
  const sealed = await ports.pinSeal.make(pin, ownerOf(person, pinEpoch))
  const after = { ...forgiven(person, ['pin']), pin: sealed, pinEpoch, epoch: person.epoch + 1 }
  if (!(await ports.resetFinish.finish(key, 'new_pin', person, after))) throw closed(undefined, key, ports)
  return person
}

export const run: Run<typeof contract> = async ({ params, body, caller }, ports) => {
  const key = readResetId(params.resetId, caller, 'pin')
  return chooseAnew(key, 'new_pin', ports, (reset) => write(key, reset, body.pin, ports))
}
