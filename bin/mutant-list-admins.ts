// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is replaced is source text
import type { Mutant } from './mutant-list.ts'

const ADDRESSES = 'test/attacks/addresses.test.ts'
const ERRANDS = 'test/attacks/errands.test.ts'
const CHANGES = 'test/attacks/change-guessing.test.ts'
const SEATS = 'test/attacks/admin-seats.test.ts'

/** Guards of what admins may do, and of what is done to them. */
export const adminMutants: readonly Mutant[] = [
  {
    guard: 'whoever writes as an admin is one still',
    in: 'lambdas/adapters/admin-seat.ts',
    replace: 'if (seat === undefined) return writes',
    by: 'if (seat === undefined || seat.epoch >= 0) return writes',
    file: SEATS,
    test: 'of admins who demote each other at the same moment, in pairs and in a circle, one is left at least',
  },
  {
    guard: 'the rule about trusted devices is asked again in the commit',
    in: 'lambdas/adapters/trust-rule.ts',
    replace: "'attribute_not_exists(pk) OR trustEndedAt < :begunAt'",
    by: "'attribute_not_exists(pk) OR trustEndedAt < :begunAt OR trustEndedAt >= :begunAt'",
    file: 'test/attacks/settings-races.test.ts',
    test: 'a trusted login that stands before its PIN ends when trust is forbidden, and stays ended when it is allowed again',
  },
  {
    guard: 'no reset goes by a number or an address that is new',
    in: 'lambdas/runtime/reset-answer.ts',
    replace: 'if (at <= now) return',
    by: 'if (at <= now || at > 0) return',
    file: ADDRESSES,
    test: 'an admin who puts a number and a mailbox of their own on a profile cannot choose its PIN for a day, and its owner hears of it at once',
  },
  {
    guard: 'a number that somebody put on their own profile is new too',
    in: 'lambdas/me-phone-code/handler.ts',
    replace: 'contactsChangedAt: now,',
    by: '',
    file: ADDRESSES,
    test: 'a thief who knows the PIN and changes the number in an open session sets no new PIN by it for a day',
  },
  {
    guard: 'what admins cause to be sent to one number is counted',
    in: 'lambdas/runtime/errand.ts',
    replace: "await charge('receiver', `${admin.organisationId}.${index}`, ports)",
    by: "await charge('receiver', `${admin.organisationId}.${index}.${Math.random()}`, ports)",
    file: ERRANDS,
    test: 'of thirty requests to choose a new PIN for one person at once, five are told, and another six hours later',
  },
  {
    guard: 'what one admin causes to be sent is counted',
    in: 'lambdas/runtime/errand.ts',
    replace: 'await charge(errand, admin.personId, ports)',
    by: '',
    file: ERRANDS,
    test: 'one admin asks for so many resets and no more, over all people at once, and another admin still can',
  },
  {
    guard: 'what an organisation’s admins cause to be sent is counted',
    in: 'lambdas/runtime/errand.ts',
    replace: "await charge('organisation', admin.organisationId, ports)",
    by: '',
    file: ERRANDS,
    test: 'invitations at once stay within what one admin may send, and within what the organisation may, whoever sends them',
  },
  {
    guard: 'taken numbers are counted before it is known that they are',
    in: 'lambdas/runtime/errand.ts',
    replace: "await charge('taken', admin.organisationId, ports)",
    by: '',
    file: ERRANDS,
    test: 'who tries numbers to learn whose account there is elsewhere gets ten answers, at once or one by one, and the trail keeps each',
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
    replace: '  await chargePerson(facts.person, ports)\n',
    by: '',
    file: CHANGES,
    test: 'changes that were begun before the bucket was empty compare no more than it holds, all at once',
  },
  {
    guard: 'an empty bucket of changes sends nothing',
    in: 'lambdas/runtime/begin-change.ts',
    replace: '  refuseWhileEmpty(person.changeFullAt, ports)\n',
    by: '',
    file: CHANGES,
    test: 'whoever begins one change after the other (phone and email) guesses fifteen codes, then none until five days later',
  },
  {
    guard: 'a right code of a change gives back its own charge and no other',
    in: 'lambdas/adapters/change-tries.ts',
    replace: "'SET changeFullAt = changeFullAt - :refill'",
    by: "'SET changeFullAt = changeFullAt - :refill - :refill'",
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
  {
    guard: 'a PIN of an exchanged key is compared with nothing, and its role may not ask for it',
    in: 'lambdas/adapters/pin-check.ts',
    replace: 'const checked = stored?.keyId === keyId ? stored : undefined',
    by: 'const checked = stored',
    file: 'test/laptop/recovery.test.ts',
    test: 'the key of PINs is lost: nobody is told that the PIN was wrong, everybody resets, and then signs in',
  },
  {
    guard: 'whose PIN cannot be checked any more is led to the reset',
    in: 'lambdas/runtime/check-secret.ts',
    replace:
      "if (factor === 'pin' && stored !== undefined && !pinCheck.canCheck(stored)) return { verdict: 'disabled' }",
    by: '',
    file: 'test/laptop/recovery.test.ts',
    test: 'the key of PINs is lost: nobody is told that the PIN was wrong, everybody resets, and then signs in',
  },
  {
    guard: 'a signing key that is exchanged is published beside the one that signs',
    in: 'lib/holdings.ts',
    replace: '...(keys.otherSigning === undefined ? {} :',
    by: '...(keys.signing !== undefined ? {} :',
    file: 'test/laptop/recovery.test.ts',
    test: 'a signing key is exchanged in four deployments, and nobody notices: two keys are published while two are about',
  },
]
