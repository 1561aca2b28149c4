import type { NoticeWord } from '#core/message-job'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { DAY } from '#core/time'
import { log } from './log.ts'

/** `everywhere` where the account itself changed; `mail` where a text message would only follow the code to the same phone, and cost money. */
export type Reach = 'everywhere' | 'mail'

/**
 * Tells a person, at the addresses on file, that something happened to their account. What happened stays true when the telling fails: that is
 * logged, and never turns a success into an error.
 */
export const tell = async (
  person: Person,
  notice: NoticeWord,
  { messages, clock, chance }: Pick<Ports, 'messages' | 'clock' | 'chance'>,
  facts: Readonly<Record<string, string>> = {},
  reach: Reach = 'everywhere',
): Promise<void> => {
  const now = clock.now()
  const job = {
    kind: 'notice' as const,
    notice,
    noticeId: chance.id(),
    sentAt: now,
    notAfter: now + DAY,
    organisationId: person.organisationId,
    personId: person.personId,
    locale: person.locale,
    facts,
  }
  const told = await Promise.allSettled([
    ...(person.sealedPhone === undefined || reach === 'mail'
      ? []
      : [messages.dispatch({ ...job, channel: 'sms', sealed: person.sealedPhone })]),
    ...(person.sealedEmail === undefined
      ? []
      : [messages.dispatch({ ...job, channel: 'email', sealed: person.sealedEmail })]),
  ])
  if (told.some((one) => one.status === 'rejected')) log('failed', { step: `tell-${notice}`, errorName: 'NotTold' })
}
