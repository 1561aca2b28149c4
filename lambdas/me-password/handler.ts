import { forgiven } from '#core/bucket'
import { judgePassword, normalPassword } from '#core/password-policy'
import { passwordStandsAlone } from '#core/two-factor'
import { checkSecret, refuseUnlessCompared } from '#runtime/check-secret'
import type { Run } from '#runtime/contract'
import { orGiveBack } from '#runtime/give-back'
import { Overtaken, onceMore } from '#runtime/once-more'
import { signedIn } from '#runtime/signed-in'
import { tell } from '#runtime/tell'
import { tellLock } from '#runtime/tell-lock'
import type { contract } from './contract.ts'

const choose: Run<typeof contract> = async ({ body, caller }, ports, refuse) => {
  const { person, session, organisation } = await signedIn(caller, ports)
  const { personId, organisationId } = person
  const accused = { personId, epoch: person.epoch }
  const checked = await checkSecret(accused, 'password', normalPassword(body.currentPassword), ports)
  if (checked.verdict === 'disabled') throw refuse('password_disabled')
  const compared = refuseUnlessCompared(checked, 'unauthenticated')
  if (compared.verdict === 'wrong') {
    await tellLock('password', compared.person, 'known', ports)
    throw refuse('wrong_password', { attemptsLeft: compared.failuresLeft })
  }
  const email = person.sealedEmail === undefined ? '' : ports.contacts.unseal(person.sealedEmail, personId)
  const words = [ports.stage.serviceName, organisation.name, person.name, email]
  const judged = judgePassword(
    body.newPassword,
    { words, alone: passwordStandsAlone(person, organisation) },
    ports.commonPasswords.isCommon,
  )
  if (!judged.allowed) {
    await ports.people.refundTry(personId, 'password')
    throw refuse('password_not_allowed', { reasons: judged.reasons })
  }
  const passwordEpoch = person.passwordEpoch + 1
  const owner = { organisationId, personId, secretEpoch: passwordEpoch, factor: 'password' as const }
  const unspend = () => ports.people.refundTry(personId, 'password')
  const after = await orGiveBack(unspend, async () => {
    const password = await ports.pinSeal.make(normalPassword(body.newPassword), owner)
    const changed = { ...forgiven(compared.person, ['password']), password, passwordEpoch, epoch: person.epoch + 1 }
    if (!(await ports.roster.change(compared.person, changed, session))) throw new Overtaken()
    return changed
  })
  await tell(after, 'password_changed', ports)
  return undefined
}

/** Every other session, trusted device and pending login ends with the old password; the session that changed it goes on. */
export const run: Run<typeof contract> = (...asked) => onceMore(() => choose(...asked))
