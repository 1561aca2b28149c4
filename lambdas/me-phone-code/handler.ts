import { judgeCode, type TypedNumber } from '#core/login'
import type { Person } from '#core/person'
import { iso } from '#core/time'
import type { Run } from '#runtime/contract'
import { readLoginId } from '#runtime/login-id'
import { bindingOf } from '#runtime/number-change'
import { profileOf } from '#runtime/profile'
import { signedIn } from '#runtime/signed-in'
import { tell } from '#runtime/tell'
import { testNumberFor } from '#runtime/test-number'
import type { contract } from './contract.ts'

/** A new number ends every trusted device and every session but this one, and for a while no reset goes by it. */
const withNumber = (person: Person, { sealed, index }: TypedNumber, now: number): Person => ({
  ...person,
  sealedPhone: sealed,
  phoneIndex: index,
  phoneVersion: person.phoneVersion + 1,
  contactsChangedAt: now,
  epoch: person.epoch + 1,
})

export const run: Run<typeof contract> = async ({ params, body, caller }, ports, refuse) => {
  const { logins, codes, roster, clock, limits } = ports
  const { person, session } = await signedIn(caller, ports)
  const key = readLoginId(params.changeId, bindingOf(session))
  const charge = key === undefined ? undefined : await logins.spendCodeTry(key, ['code'])
  if (key === undefined || charge?.charged !== true || charge.it.number === undefined) throw refuse('login_closed')
  const change = charge.it
  if (change.personId !== person.personId || change.epoch !== person.epoch) throw refuse('login_closed')
  const testNumber = testNumberFor(change, ports)
  const wait = { ...change, about: change.loginId, purpose: 'phone_change' as const, testNumber }
  const verdict = judgeCode(change, body.code, await codes.of(wait, change.sends), clock.now(), limits, codes.same)
  if (verdict === 'expired') throw refuse('code_expired')
  if (verdict === 'earlier') throw refuse('earlier_code', { newestSentAt: iso(change.sentAt) })
  if (verdict === 'wrong')
    throw refuse('wrong_code', { attemptsLeft: Math.max(0, limits.codeTriesPerLogin - change.tries) })
  if (!(await logins.passCode(key, { from: 'code', to: 'done', send: change.sends, proved: ['sms'] })))
    throw refuse('login_closed')
  const after = withNumber(person, charge.it.number, clock.now())
  if (!(await roster.change(person, after, session)))
    throw refuse('invalid_request', { fields: [{ path: 'phone', problem: 'this number belongs to somebody already' }] })
  const { sealedEmail: _, ...oldNumberOnly } = person
  const facts = { number: charge.it.number.sentTo }
  if (person.sealedPhone !== undefined) await tell(oldNumberOnly, 'number_changed_old', ports, facts)
  await tell(after, 'number_changed_new', ports, facts)
  return profileOf(after, ports)
}
