import { forgiven } from '#core/bucket'
import { judgePassword, normalPassword, type PasswordFacts } from '#core/password-policy'
import type { Person } from '#core/person'
import { Refused } from '#core/refusal'
import type { Reset } from '#core/reset'
import type { ResetKey } from '#core/reset-ports'
import { passwordStandsAlone } from '#core/two-factor'
import type { PortsOf, Run } from '#runtime/contract'
import { chooseAnew } from '#runtime/reset-done'
import { endIfSpent, stillTheirs } from '#runtime/reset-end'
import { closed, readResetId } from '#runtime/reset-try'
import type { contract } from './contract.ts'

/** Names that others know: a password that is little more than one of them is no password. And whether it may be all that is asked for. */
const factsFor = async (
  person: Person,
  { organisations, contacts, stage }: PortsOf<typeof contract>,
): Promise<PasswordFacts> => {
  const organisation = await organisations.read(person.organisationId)
  const email = person.sealedEmail === undefined ? '' : contacts.unseal(person.sealedEmail, person.personId)
  const alone = organisation === undefined || passwordStandsAlone(person, organisation)
  return { words: [stage.serviceName, organisation?.name ?? '', person.name, email], alone }
}

/** Judges the password, and writes it, the person's new epoch and the end of the reset together. */
const write = async (key: ResetKey, reset: Reset, typed: string, ports: PortsOf<typeof contract>): Promise<Person> => {
  const person = await stillTheirs(key, reset, ports)
  const verdict = judgePassword(typed, await factsFor(person, ports), ports.commonPasswords.isCommon)
  if (!verdict.allowed) {
    await ports.resets.note(key, 'password_refused')
    await endIfSpent(key, reset, 'new_password', ports)
    throw new Refused('password_not_allowed', { reasons: verdict.reasons })
  }
  const { organisationId, personId } = person
  const passwordEpoch = person.passwordEpoch + 1
  const owner = { organisationId, personId, secretEpoch: passwordEpoch, factor: 'password' as const }
  const password = await ports.pinSeal.make(normalPassword(typed), owner)
  const after = { ...forgiven(person, ['password']), password, passwordEpoch, epoch: person.epoch + 1 }
  if (!(await ports.resetFinish.finish(key, 'new_password', person, after))) throw closed(undefined, key, ports)
  return person
}

export const run: Run<typeof contract> = async ({ params, body, caller }, ports) => {
  const key = readResetId(params.resetId, caller, 'password')
  return chooseAnew(key, 'new_password', ports, (reset) => write(key, reset, body.password, ports))
}
