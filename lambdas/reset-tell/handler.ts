import type { NoticeJob } from '#core/message-job'
import type { Ports } from '#core/ports'
import { DAY } from '#core/time'

export type TellPorts = Pick<Ports, 'resetWaits' | 'people' | 'messages'>

/** Tells the number and the address that the secret was changed. Told twice, it is one message each: they are named by the reset. */
export const run = async ({ resetId }: { readonly resetId: string }, ports: TellPorts): Promise<void> => {
  const reset = await ports.resetWaits.find(resetId)
  if (reset?.doneAt === undefined || reset.personId === undefined) return
  const person = await ports.people.read(reset.personId)
  if (person === undefined) return
  const notice = reset.purpose === 'pin' ? 'pin_changed' : 'password_changed'
  const job = (channel: NoticeJob['channel'], sealed: string, doneAt: number): NoticeJob => ({
    kind: 'notice',
    notice,
    noticeId: `reset.${resetId}`,
    sentAt: doneAt,
    notAfter: doneAt + DAY,
    channel,
    organisationId: person.organisationId,
    personId: person.personId,
    sealed,
    ...(channel === 'sms' && reset.country !== undefined ? { country: reset.country } : {}),
    locale: person.locale,
    facts: {},
  })
  const { sealedPhone, sealedEmail } = person
  const told = [
    ...(sealedPhone === undefined ? [] : [job('sms', sealedPhone, reset.doneAt)]),
    ...(sealedEmail === undefined ? [] : [job('email', sealedEmail, reset.doneAt)]),
  ]
  await Promise.all(told.map((each) => ports.messages.dispatch(each)))
}
