import { type Channel, judgeCode, type Login, purposeOf } from '#core/login'
import type { Person } from '#core/person'
import type { LoginKey, Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import type { Session } from '#core/session'
import { iso } from '#core/time'
import type { Caller } from './caller.ts'
import { chargeCode } from './charge-code.ts'
import { readLoginId } from './login-id.ts'
import { type SignedIn, signedIn } from './signed-in.ts'
import { testNumberFor } from './test-number.ts'

/** A change belongs to the session that began it. No client of a sign-in can have this binding, so it never opens one. */
export const bindingOf = ({ sessionId }: Pick<Session, 'sessionId'>): string => `change:${sessionId}`

/** Begun by this person as they are now, for a number or for an address: neither's code proves the other. */
const isTheirs = (change: Login, channel: Channel, person: Person): boolean =>
  change.journey === 'change' &&
  change.channel === channel &&
  change.personId === person.personId &&
  change.epoch === person.epoch

export type RunningChange = { readonly key: LoginKey; readonly change: Login }

/** The change of a number or address that this session waits to prove. */
export const runningChange = async (
  changeId: string,
  channel: Channel,
  caller: Caller,
  ports: Pick<Ports, 'sessions' | 'logins' | 'clock'>,
): Promise<RunningChange> => {
  const { person, session } = await signedIn(caller, ports)
  const key = readLoginId(changeId, bindingOf(session))
  const change = key === undefined ? undefined : await ports.logins.read(key)
  if (key === undefined || change?.step !== 'code' || !isTheirs(change, channel, person))
    throw new Refused('login_closed')
  return { key, change }
}

type ProofPorts = Pick<Ports, 'sessions' | 'logins' | 'codes' | 'contacts' | 'clock' | 'limits' | 'stage'>

/** Charges a try, then compares. The change is over with the right code; leaves for everything else. */
export const provedChange = async (
  changeId: string,
  channel: Channel,
  typed: { readonly code: string; readonly caller: Caller },
  ports: ProofPorts,
): Promise<SignedIn & { readonly change: Login }> => {
  const { logins, codes, clock, limits } = ports
  const facts = await signedIn(typed.caller, ports)
  const shown = readLoginId(changeId, bindingOf(facts.session))
  const { key, login: change } = await chargeCode(shown, ['code'], typed.code, ports)
  if (!isTheirs(change, channel, facts.person)) throw new Refused('login_closed')
  const testNumber = testNumberFor(change, ports)
  const wait = { ...change, about: change.loginId, purpose: purposeOf(change), testNumber }
  const verdict = judgeCode(change, typed.code, await codes.of(wait, change.sends), clock.now(), limits, codes.same)
  if (verdict === 'earlier' || verdict === 'expired') {
    await logins.refundCodeTry(key, verdict === 'earlier' ? 'earlier_code' : 'code_expired')
    throw verdict === 'earlier'
      ? new Refused('earlier_code', { newestSentAt: iso(change.sentAt) })
      : new Refused('code_expired')
  }
  if (verdict === 'wrong')
    throw new Refused('wrong_code', { attemptsLeft: Math.max(0, limits.codeTriesPerLogin - change.tries) })
  if (!(await logins.passCode(key, { from: 'code', to: 'done', send: change.sends, proved: [channel] })))
    throw new Refused('login_closed')
  return { ...facts, change }
}
