import { codeView } from '#core/code-view'
import { type Login, purposeOf } from '#core/login'
import type { LoginKey } from '#core/login-ports'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import type { Session } from '#core/session'
import { iso, waitSeconds } from '#core/time'
import { bindingOf } from './change-binding.ts'
import { codeJob } from './code-job.ts'
import { refuseWhileEmpty } from './empty-bucket.ts'
import { charge } from './errand.ts'
import { hashHandle, newLoginId } from './login-id.ts'

type BeginPorts = Pick<Ports, 'logins' | 'messages' | 'allowances' | 'codes' | 'clock' | 'chance' | 'limits'>

/** What is to be proved: where the code goes, and what will then stand on the profile. */
export type NewContact = Pick<Login, 'channel' | 'sentTo' | 'country' | 'number' | 'address'> & {
  readonly sealed: string
  readonly index: string
  readonly word: 'number_entered' | 'address_entered'
}

/** The wait for a code, like a login's, that ends in a number or an address on the profile. */
const draft = (person: Person, contact: NewContact, { clock, chance, codes, limits }: BeginPorts): Login => {
  const now = clock.now()
  const { index, word, ...where } = contact
  return {
    ...where,
    loginId: chance.id(),
    journey: 'change',
    step: 'code',
    handles: {},
    seed: codes.newSeed(),
    sends: 1,
    sentAt: now,
    tries: 0,
    pinTries: 0,
    startedAt: now,
    expiresAt: now + limits.loginLifeMs,
    personId: person.personId,
    organisationId: person.organisationId,
    epoch: person.epoch,
    numberIndex: index,
    locale: person.locale,
    proved: [],
    trustAsked: false,
    mayUseReserve: true,
    trail: [{ at: now, word }],
  }
}

/** Counts the start, for the person and for what was entered, and sends the code. Whose else it may be is not told to somebody who only typed it. */
export const beginChange = async (person: Person, session: Session, contact: NewContact, ports: BeginPorts) => {
  const { logins, messages, clock, limits, chance } = ports
  refuseWhileEmpty(person.changeFullAt, ports.limits.changeCodeBucket, ports)
  await charge('changes', person.personId, ports)
  const change = draft(person, contact, ports)
  const handle = chance.id()
  const key: LoginKey = { login: change.loginId, handle: hashHandle(handle), binding: bindingOf(session) }
  const begun = await logins.begin(change, key, { client: 'change', known: true, evenIfRunning: true })
  if (begun.outcome !== 'begun') {
    const at = begun.outcome === 'limited' ? begun.retryAt : clock.now()
    throw new Refused('too_many_requests', { retryAfterSeconds: waitSeconds(at, clock.now()) })
  }
  await messages.dispatch(codeJob(change, purposeOf(change), ports))
  const changeId = newLoginId(change.loginId, handle)
  return { changeId, expiresAt: iso(change.expiresAt), code: codeView(change, clock.now(), limits, 'sending') }
}
