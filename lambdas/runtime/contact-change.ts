import { judgeCode } from '#core/code-verdict'
import { type Channel, type Login, purposeOf } from '#core/login'
import type { LoginKey } from '#core/login-ports'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import { iso } from '#core/time'
import type { Caller } from './caller.ts'
import { bindingOf } from './change-binding.ts'
import { chargeCode } from './charge-code.ts'
import { refuseWhileEmpty } from './empty-bucket.ts'
import { orGiveBack } from './give-back.ts'
import { readLoginId } from './login-id.ts'
import { type SignedIn, signedIn } from './signed-in.ts'
import { testNumberFor } from './test-number.ts'

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

type ProofPorts = Pick<Ports, 'sessions' | 'people' | 'logins' | 'codes' | 'contacts' | 'clock' | 'limits' | 'stage'>

/** Charges the code to the person, over all their changes. Nothing is compared while their bucket is empty. */
const chargePerson = async ({ personId, epoch, changeFullAt }: Person, { people, clock, limits }: ProofPorts) => {
  const used = (changeFullAt ?? 0) > clock.now()
  const charge = await people.spendChangeTry(personId, epoch, used)
  if (charge.charged) return
  refuseWhileEmpty(charge.it?.changeFullAt, limits.changeCodeBucket, { clock })
  throw new Refused('login_closed')
}

/** What the typed code is worth. Who was charged gets it back where nothing could be compared. */
const judge = async (change: Login, typed: string, giveBack: () => Promise<unknown>, ports: ProofPorts) => {
  const wait = {
    ...change,
    about: change.loginId,
    purpose: purposeOf(change),
    testNumber: testNumberFor(change, ports),
  }
  const codes = await orGiveBack(giveBack, () => ports.codes.of(wait, change.sends))
  return judgeCode(change, typed, codes, ports.clock.now(), ports.limits, ports.codes.same)
}

/** Charges a try of this change and one of this person, then compares. The change is over with the right code; leaves for everything else. */
export const provedChange = async (
  changeId: string,
  channel: Channel,
  typed: { readonly code: string; readonly caller: Caller },
  ports: ProofPorts,
): Promise<SignedIn & { readonly change: Login }> => {
  const { logins, people, limits } = ports
  const facts = await signedIn(typed.caller, ports)
  const shown = readLoginId(changeId, bindingOf(facts.session))
  const { key, login: change } = await chargeCode(shown, ['code'], typed.code, ports)
  if (!isTheirs(change, channel, facts.person)) throw new Refused('login_closed')
  type Word = Parameters<typeof logins.refundCodeTry>[1]
  const giveBackTry = (word: Word) => logins.refundCodeTry(key, word)
  await orGiveBack(
    () => giveBackTry('not_compared'),
    () => chargePerson(facts.person, ports),
  )
  const giveBack = (word: Word) => Promise.all([giveBackTry(word), people.refundChangeTry(facts.person.personId)])
  const verdict = await judge(change, typed.code, () => giveBack('not_compared'), ports)
  if (verdict === 'wrong')
    throw new Refused('wrong_code', { attemptsLeft: Math.max(0, limits.codeTriesPerLogin - change.tries) })
  if (verdict !== 'right') {
    await giveBack(verdict === 'earlier' ? 'earlier_code' : 'code_expired')
    throw verdict === 'earlier'
      ? new Refused('earlier_code', { newestSentAt: iso(change.sentAt) })
      : new Refused('code_expired')
  }
  if (!(await logins.passCode(key, { from: 'code', to: 'done', send: change.sends, proved: [channel] })))
    throw new Refused('login_closed')
  await people.refundChangeTry(facts.person.personId)
  return { ...facts, change }
}
