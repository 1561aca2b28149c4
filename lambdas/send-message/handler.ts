import { type Claim, type Line, lineOf, type Sent, type Unsent } from '#core/ledger'
import type { Channel } from '#core/login'
import type { MessageJob, Shortage } from '#core/message-job'
import { blockOf, type Draw } from '#core/message-pace'
import type { Organisation } from '#core/person'
import type { Ports } from '#core/ports'
import { testNumberFor } from '#runtime/test-number'
import { alternativesTo } from './alternatives.ts'
import { transmit } from './transmit.ts'
import { warnAdmins } from './warn-admins.ts'

export type SendPorts = Pick<
  Ports,
  | 'budget'
  | 'numbers'
  | 'codes'
  | 'contacts'
  | 'sms'
  | 'mail'
  | 'organisations'
  | 'people'
  | 'members'
  | 'messages'
  | 'clock'
  | 'stage'
>

const NO_MONEY: { readonly why: Unsent; readonly retryAt?: number } = { why: 'message_not_sent' }

const mayUseReserve = (job: MessageJob): boolean => job.kind === 'notice' || job.mayUseReserve

/** The country whose price a text message has: as the job says, or as the number itself does. */
const countryOf = (job: MessageJob, { contacts, numbers, stage }: SendPorts): string | undefined => {
  if (job.channel !== 'sms' || job.country !== undefined) return job.country
  if (job.sealed === undefined || job.personId === undefined) return undefined
  return numbers.read(contacts.unseal(job.sealed, job.personId), stage.defaultCountry)?.country
}

/** Whose allowance a code by text message draws on; notices follow from what was proved and draw on none. */
const drawOf = (job: MessageJob, contacts: SendPorts['contacts']): Draw | undefined =>
  job.kind !== 'code' || job.channel !== 'sms' || job.sealed === undefined || job.personId === undefined
    ? undefined
    : { known: job.known === true, block: blockOf(contacts.unseal(job.sealed, job.personId)) }

/** The money of an organisation is opened when its first message needs it. */
const claim = async (job: MessageJob, line: Line, { budget, organisations, contacts }: SendPorts): Promise<Claim> => {
  const draw = drawOf(job, contacts)
  const first = await budget.claim(line, mayUseReserve(job), draw)
  if (first.outcome !== 'no_budget') return first
  const organisation: Organisation | undefined = await organisations.read(job.organisationId)
  if (organisation === undefined) return first
  await budget.open(organisation)
  return budget.claim(line, mayUseReserve(job), draw)
}

const deliver = (job: MessageJob, ports: SendPorts): Promise<Sent> =>
  job.sealed === undefined ? Promise.resolve({ outcome: 'accepted', providerId: 'none' }) : transmit(job, ports)

/** Sends one message, once, while it is of use and paid for. The event may come late, twice, or after a crash. */
const sendOnce = async (job: MessageJob, ports: SendPorts): Promise<void> => {
  const now = ports.clock.now()
  if (now >= job.notAfter) return
  const line = { ...lineOf(job, now), country: countryOf(job, ports) }
  if (testNumberFor(job, ports) !== undefined) return ports.budget.spare(line)
  const claimed = await claim(job, line, ports)
  if (claimed.outcome === 'duplicate') return
  if (claimed.outcome !== 'claimed') {
    const { why, retryAt } = claimed.outcome === 'refused' ? claimed : NO_MONEY
    await ports.budget.refuse(line, why, await alternativesTo(line, why, ports), retryAt)
    if (claimed.outcome === 'refused') await warnAdmins(job.organisationId, claimed.warn, ports)
    return
  }
  const sent = await deliver(job, ports)
  const others: readonly Channel[] =
    sent.outcome === 'refused' ? await alternativesTo(line, 'message_not_sent', ports) : []
  const reached = await ports.budget.settle(claimed.line, sent, others)
  await warnAdmins(job.organisationId, reached, ports)
}

export const run = async (job: MessageJob | Shortage, ports: SendPorts): Promise<void> =>
  job.kind === 'shortage' ? warnAdmins(job.organisationId, await ports.budget.lacks(job), ports) : sendOnce(job, ports)
