// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is replaced is source text
import type { Mutant } from './mutant.ts'

const CHANGES = 'test/attacks/change-guessing.test.ts'
const ERRANDS = 'test/attacks/errands.test.ts'
const ACCOUNT = 'test/journeys/own-account.test.ts'

/** Guards of what people change of their own. */
export const ownAccountGuards: readonly Mutant[] = [
  {
    guard: 'a password that may stand alone is longer',
    in: 'lambdas/core/password-policy.ts',
    replace: 'alone ? passwordLengths.shortestAlone : passwordLengths.shortest',
    by: 'alone ? passwordLengths.shortest : passwordLengths.shortest',
    file: ACCOUNT,
    test: 'where a password may be all that is asked for it has fifteen characters at least, in a change and in a reset',
  },
  {
    guard: 'a change of number belongs to the session that began it, and is no sign-in',
    in: 'lambdas/runtime/change-binding.ts',
    replace: '`change:${sessionId}`',
    by: "sessionId === '' ? '' : 'app'",
    file: ACCOUNT,
    test: 'the code of a number change opens no sign-in, and a code of a sign-in changes no number',
  },
  {
    guard: 'a change of number is begun and waited for by one person as they are now',
    in: 'lambdas/runtime/contact-change.ts',
    replace: '\n  change.epoch === person.epoch',
    by: '\n  change.epoch <= person.epoch',
    file: ACCOUNT,
    test: "nobody but the session that began a change has its code sent again, and not after that person's PIN was changed",
  },
  {
    guard: 'a code for a new number that nobody can pay for is not sent again',
    in: 'lambdas/me-phone-resend-code/handler.ts',
    replace: "  if (verdict !== 'pay') throw refuse(verdict, { country, alternatives: [] })\n",
    by: '',
    file: ACCOUNT,
    test: 'a code that nobody can pay for is not sent again, and costs none of the three',
  },
  {
    guard: 'a new number needs the PIN or the password',
    in: 'lambdas/me-phone/handler.ts',
    replace: '  await confirmSecret(person, body, ports)\n',
    by: '',
    file: ACCOUNT,
    test: 'a number needs the PIN or the password, one of them and the right one',
  },
  {
    guard: 'new numbers and addresses of one’s own are counted',
    in: 'lambdas/runtime/begin-change.ts',
    replace: "await charge('changes', person.personId, ports)",
    by: '',
    file: ERRANDS,
    test: 'somebody signed in has codes sent to five new numbers, and to another two hours later',
  },
  {
    guard: 'codes for new numbers and addresses are charged to the person before they are compared',
    in: 'lambdas/runtime/contact-change.ts',
    replace: '    () => chargePerson(facts.person, ports),\n',
    by: '    async () => undefined,\n',
    file: CHANGES,
    test: 'changes that were begun before the bucket was empty compare no more than it holds, all at once',
  },
  {
    guard: 'an empty bucket of changes sends nothing',
    in: 'lambdas/runtime/begin-change.ts',
    replace: '  refuseWhileEmpty(person.changeFullAt, ports.limits.changeCodeBucket, ports)\n',
    by: '',
    file: CHANGES,
    test: 'whoever begins one change after the other (phone and email) guesses fifteen codes, then none until five days later',
  },
  {
    guard: 'a right code of a change gives back its own charge and no other',
    in: 'lambdas/adapters/proof-tries.ts',
    replace: '`SET ${field} = ${field} - :refill`',
    by: '`SET ${field} = ${field} - :refill - :refill`',
    file: CHANGES,
    test: 'a right code and an earlier one give back their own charge and no other',
  },
  {
    guard: 'a new address needs the PIN or the password',
    in: 'lambdas/me-email/handler.ts',
    replace: '  await confirmSecret(person, body, ports)\n',
    by: '',
    file: 'test/journeys/own-email.test.ts',
    test: 'an address needs the PIN or the password, one of them and the right one, and must be an address',
  },
  {
    guard: 'the code of an address proves no number',
    in: 'lambdas/runtime/contact-change.ts',
    replace: 'change.channel === channel &&',
    by: "(change.channel === channel || change.journey === 'change') &&",
    file: 'test/journeys/own-email.test.ts',
    test: 'the code of an address opens no sign-in, no number and no other session, and theirs open no address',
  },
]
