// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is replaced is source text
import type { Mutant } from './mutant.ts'

const LISTS = 'test/journeys/people-list.test.ts'
const ADDRESSES = 'test/attacks/addresses.test.ts'
const SEATS = 'test/attacks/admin-seats.test.ts'
const ERRANDS = 'test/attacks/errands.test.ts'
const ADMIN = 'test/attacks/tenants.test.ts'

/** Guards of what admins may do, and of what is done to them. */
export const adminGuards: readonly Mutant[] = [
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
    in: 'lambdas/runtime/reset-cooling.ts',
    replace: 'if (at <= now) return',
    by: 'if (at <= now || at > 0) return',
    file: ADDRESSES,
    test: 'an admin who puts a number and a mailbox of their own on a profile cannot choose its PIN for three days, and its owner hears of it at once',
  },
  {
    guard: 'no reset goes for longer by a number and an address that are both new',
    in: 'lambdas/core/reset.ts',
    replace: 'Math.abs(phoneChangedAt - emailChangedAt) < resetCoolingOfBothMs',
    by: 'phoneChangedAt === emailChangedAt',
    file: ADDRESSES,
    test: 'whoever changes one of both soon after the other waits as if it had been at once, counted from the later one',
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
    guard: 'an admin finds the people of one organisation',
    in: 'lambdas/adapters/members.ts',
    replace: 'return person?.organisationId === organisationId ? person : undefined',
    by: 'return person',
    file: ADMIN,
    test: "another organisation's people are not found, on every route that names one, and nothing of them changes",
  },
  {
    guard: 'who is no admin any more is none',
    in: 'lambdas/runtime/signed-in.ts',
    replace: "if (facts.person.role !== 'admin') throw new Refused('forbidden')",
    by: "if (caller.claims?.role !== 'admin') throw new Refused('forbidden')",
    file: 'test/journeys/organisation.test.ts',
    test: 'a member is no admin, and a person who no longer is one is none from the next request on',
  },
  {
    guard: 'a person’s place in the list moves with their name',
    in: 'lambdas/adapters/roster.ts',
    replace: '  const is = placed(after)\n',
    by: '  const is: Item = { ...after }\n',
    file: LISTS,
    test: 'a person who is called otherwise stands where their new name belongs, from the change on',
  },
  {
    guard: 'who becomes an admin is among the admins',
    in: 'lambdas/adapters/person-lists.ts',
    replace: '  if (known && before.role === after.role) return []\n',
    by: '  if (known) return []\n',
    file: LISTS,
    test: 'the admins of many people are found among themselves, and are those who are admins now',
  },
  {
    guard: 'the lists are made over nobody’s change',
    in: 'lambdas/adapters/person-lists.ts',
    replace: "'#name = :name AND #role = :role'",
    by: "'(#name = :name OR #role = :role)'",
    file: LISTS,
    test: 'whoever is renamed or made an admin while the lists are made stands where that change put them',
  },
  {
    guard: 'unlocking brings back nothing that others may know',
    in: 'lambdas/organisation-person-unlock/handler.ts',
    replace: 'FACTORS.filter((factor) => canBeForgiven(before, factor))',
    by: 'FACTORS.filter((factor) => canBeForgiven(before, factor) || true)',
    file: 'test/journeys/organisation.test.ts',
    test: 'what others may know opens nothing from now on, whoever unlocks it, until its owner has chosen anew',
  },
]
