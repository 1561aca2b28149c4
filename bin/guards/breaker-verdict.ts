import type { Mutant } from './mutant.ts'

const TURN = 'lambdas/adapters/breaker.ts'
const JUDGE = 'lambdas/core/breaker.ts'
const PULSE = 'lambdas/core/pulse.ts'
const BREAKER = 'test/attacks/breaker.test.ts'
const FACTS = 'test/core/breaker.test.ts'

/** Guards of the breaker: what is counted, and what is judged. */
export const breakerVerdictGuards: readonly Mutant[] = [
  {
    guard: 'breaker: fewer than one code in five given is a pause',
    in: JUDGE,
    replace: "return 'never_given'",
    by: 'return undefined',
    file: BREAKER,
    test: 'pumping two hundred numbers ends after the bound: fifty, and what begins in the four minutes until they are judged',
  },
  {
    guard: 'breaker: a code has three minutes to be given',
    in: JUDGE,
    replace: 'at + MINUTE > until',
    by: 'at + MINUTE > now',
    file: FACTS,
    test: 'codes of the last three minutes may still be given, and what began more than thirteen minutes ago is over',
  },
  {
    guard: 'breaker: nothing from before an admin lifted counts',
    in: JUDGE,
    replace: 'gate.pausedUntil ?? 0, gate.liftedAt ?? 0)',
    by: 'gate.pausedUntil ?? 0)',
    file: FACTS,
    test: 'during a pause nothing is judged, and minutes from before its end or an admin’s lifting never are',
  },
  {
    guard: 'breaker: five times the usual before it says anything',
    in: JUDGE,
    replace: 'limits.breakerTimesUsual * pulse.usual',
    by: '0',
    file: FACTS,
    test: 'where more is usual, it takes five times the usual to say anything: an outage of messages is no flood',
  },
  {
    guard: 'breaker: codes that nobody gives are never usual',
    in: PULSE,
    replace: 'Math.min(sent, 2 * given)',
    by: 'sent',
    file: FACTS,
    test: 'what is usual follows the codes that are given, over about a day, and not those that nobody gives',
  },
  {
    guard: 'breaker: a write is counted once',
    in: PULSE,
    replace: 'holds(minute.marks, mark) || ',
    by: '',
    file: BREAKER,
    test: 'batches at once, told again and cut anew are counted once, and pause once',
  },
  {
    guard: 'breaker: two batches at once are counted one after the other',
    in: TURN,
    replace: "'version = :seen'",
    by: "'version = :seen OR version <> :seen'",
    file: BREAKER,
    test: 'batches at once, told again and cut anew are counted once, and pause once',
  },
  {
    guard: 'breaker: what the bus refuses does not keep from counting',
    in: 'lambdas/publish-events/handler.ts',
    replace: '  await allOf([\n    ports.events.publish(told),\n',
    by: '  await ports.events.publish(told)\n  await allOf([\n',
    file: BREAKER,
    test: 'what the bus refuses is told again and counted once; a count whose answer was lost is not made twice',
  },
  {
    guard: 'breaker: a login counts once, however many wrong codes are typed in it',
    in: PULSE,
    replace: 'wrong: Number(item.tries) > 0 ? 1 : 0',
    by: 'wrong: Number(item.tries)',
    file: BREAKER,
    test: 'whoever types wrong codes pauses strangers by forty logins and never by forty codes of a few',
  },
  {
    guard: 'breaker: a login counts once, however often it asks',
    in: 'lambdas/core/ledger.ts',
    replace: ' && job.send === 1',
    by: '',
    file: BREAKER,
    test: 'whoever knows six numbers of an organisation pauses nobody, with every start, reset, new code and wrong code they have',
  },
  {
    guard: 'breaker: numbers that lead to nobody count for no organisation',
    in: PULSE,
    replace: '  item.personId !== undefined &&\n',
    by: '',
    file: FACTS,
    test: 'what is not: devices that are known, nobody’s numbers, other journeys, messages that were refused or delivered later',
  },
]
