import type { Sent } from '#core/ledger'
import type { Mail } from '#core/message'
import type { MessageJob } from '#core/message-job'
import type { Ports } from '#core/ports'
import type { Stage } from '#core/stage'
import { codeByMail, codeBySms, noticeByMail, noticeBySms } from './wording.ts'

type TransmitPorts = Pick<Ports, 'codes' | 'contacts' | 'sms' | 'mail' | 'stage'>

const NOTHING_TO_SEND: Sent = { outcome: 'refused' }

const mailOf = (job: MessageJob, code: string, stage: Stage): Mail =>
  job.kind === 'code' ? codeByMail(job, code, stage) : noticeByMail(job, stage)

const smsOf = (job: MessageJob, code: string, stage: Stage): string | undefined =>
  job.kind === 'code' ? codeBySms(job, code, stage) : noticeBySms(job, stage)

/** Derives the code, opens the address and hands both to the provider. Nothing of this is kept or logged. */
export const transmit = async (
  job: MessageJob,
  { codes, contacts, sms, mail, stage }: TransmitPorts,
): Promise<Sent> => {
  const { sealed, personId } = job
  if (sealed === undefined || personId === undefined) return NOTHING_TO_SEND
  const code = job.kind === 'code' ? (await codes.of(job, job.send)).at(-1) : ''
  if (code === undefined) return NOTHING_TO_SEND
  const to = contacts.unseal(sealed, personId)
  if (job.channel === 'email') return mail.send({ to, from: stage.mailFrom, ...mailOf(job, code, stage) })
  const text = smsOf(job, code, stage)
  return text === undefined ? NOTHING_TO_SEND : sms.send({ to, text, senderId: stage.smsSenderId })
}
