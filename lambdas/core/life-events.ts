import type { AuthEvent, EVENT_WORDS, StoredChange, StoredItem } from './auth-event.ts'
import { oneOf, said, texts } from './event-facts.ts'

// An ended session leaves its place taken: it is over when it is marked, and what is deleted later was over before. So is what never began.
const lifeOf = ({ before, after }: StoredChange): keyof (typeof EVENT_WORDS)['session'] | undefined => {
  if (before === undefined) return after?.endedAt === undefined ? 'begun' : undefined
  const isOver = after === undefined || after.endedAt !== undefined
  if (!isOver || before.endedAt !== undefined) return undefined
  return after?.reused === true ? 'reused' : 'ended'
}

/** A session is its login's end: the login says nothing of it. */
const signedIn = (session: StoredItem): readonly AuthEvent[] => {
  const {
    organisationId = '',
    sessionId: loginId,
    personId,
  } = texts(session, ['organisationId', 'sessionId', 'personId'])
  const journey = oneOf(session.journey, ['phone', 'email'])
  if (loginId === undefined || personId === undefined || journey === undefined) return []
  const facts = { organisationId, journey, personId, loginId }
  return [said('login.signed_in', `login.${loginId}.signed_in`, Number(session.startedAt), facts)]
}

/** How sessions and devices begin and end. */
export const lifeEvents = (subject: 'session' | 'device', change: StoredChange): readonly AuthEvent[] => {
  const { id, at, before, after } = change
  const [item, word] = [after ?? before, lifeOf(change)]
  if (item === undefined || word === undefined) return []
  const { organisationId = '', ...whose } = texts(item, ['organisationId', 'personId', 'sessionId', 'deviceId'])
  const life = said(`${subject}.${word}`, `${subject}.${id}.${word}`, at, { organisationId, ...whose })
  return subject === 'session' && word === 'begun' ? [...signedIn(item), life] : [life]
}
