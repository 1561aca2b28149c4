import { forgiven } from '#core/bucket'
import { judgePin } from '#core/pin-policy'
import { checkSecret, refuseUnlessCompared } from '#runtime/check-secret'
import type { Run } from '#runtime/contract'
import { orGiveBack } from '#runtime/give-back'
import { Overtaken, onceMore } from '#runtime/once-more'
import { signedIn } from '#runtime/signed-in'
import { tell } from '#runtime/tell'
import { tellLock } from '#runtime/tell-lock'
import type { contract } from './contract.ts'

const choose: Run<typeof contract> = async ({ body, caller }, ports, refuse) => {
  const { person, session } = await signedIn(caller, ports)
  const accused = { personId: person.personId, epoch: person.epoch }
  const compared = refuseUnlessCompared(
    await checkSecret(accused, 'pin', body.currentPin, ports, { pool: 'known' }),
    'unauthenticated',
  )
  if (compared.verdict === 'wrong') {
    await tellLock('pin', compared.person, 'known', ports)
    throw refuse('wrong_pin', { attemptsLeft: compared.failuresLeft })
  }
  const phone =
    person.sealedPhone === undefined ? undefined : ports.contacts.unseal(person.sealedPhone, person.personId)
  const judged = judgePin(body.newPin, {
    ...(phone === undefined ? {} : { phoneDigits: phone.replace('+', '') }),
    current: body.newPin === body.currentPin,
  })
  if (!judged.allowed) {
    await ports.people.refundTry(person.personId, 'pin')
    throw refuse('pin_not_allowed', { reasons: judged.reasons })
  }
  const pinEpoch = person.pinEpoch + 1
  const owner = {
    organisationId: person.organisationId,
    personId: person.personId,
    secretEpoch: pinEpoch,
    factor: 'pin' as const,
  }
  const before = compared.person
  const unspend = () => ports.people.refundTry(person.personId, 'pin')
  const after = await orGiveBack(unspend, async () => {
    const pin = await ports.pinSeal.make(body.newPin, owner)
    const changed = { ...forgiven(before, ['pin']), pin, pinEpoch, epoch: person.epoch + 1 }
    if (!(await ports.roster.change(before, changed, session))) throw new Overtaken()
    return changed
  })
  await tell(after, 'pin_changed', ports)
  return undefined
}

/** Every other session, trusted device and pending login ends with the old PIN; the session that changed it goes on. */
export const run: Run<typeof contract> = (...asked) => onceMore(() => choose(...asked))
