import { type AuditLine, auditActions } from './audit.ts'
import type { AuthEvent, EVENT_WORDS, StoredChange, StoredItem } from './auth-event.ts'
import { type Facts, oneOf, said, texts } from './event-facts.ts'
import { lifeEvents } from './life-events.ts'
import { footprintsOf } from './login.ts'
import { NEWS_WORDS, type News } from './news.ts'
import { iso } from './time.ts'

const channelOf = ({ channel, step, resetId }: StoredItem): AuthEvent['channel'] => {
  if (resetId === undefined) return oneOf(channel, ['sms', 'email'])
  if (step === 'sms_code') return 'sms'
  return step === 'email_code' ? 'email' : undefined
}

// Where no code was sent, or none is waited for any longer, the item names an address that the event is not about.
const sendingOf = (item: StoredItem): Pick<AuthEvent, 'channel' | 'sentTo'> => {
  const channel = channelOf(item)
  return channel === undefined || !(Number(item.sends) > 0) ? {} : { channel, ...texts(item, ['sentTo']) }
}

// A login and a reset have their places in the trail, so an event can be told apart however often its record comes.
const subjectOf = (item: StoredItem): { readonly subject: string; readonly id: string; readonly facts: Facts } => {
  const { organisationId = '', ...whose } = texts(item, ['organisationId', 'personId', 'loginId', 'resetId'])
  if (whose.resetId !== undefined) {
    const journey = item.purpose === 'password' ? 'password_reset' : 'pin_reset'
    return { subject: 'reset', id: whose.resetId, facts: { organisationId, journey, ...whose } }
  }
  const journey = oneOf(item.journey, ['phone', 'email', 'change']) ?? 'phone'
  const subject = journey === 'change' ? (item.address === undefined ? 'number_change' : 'email_change') : 'login'
  return { subject, id: whose.loginId ?? '', facts: { organisationId, journey, ...whose } }
}

const trailEvents = ({ before, after }: StoredChange): readonly AuthEvent[] => {
  if (after === undefined) return []
  const { subject, id, facts } = subjectOf(after)
  const known = footprintsOf(before ?? {}).length
  return footprintsOf(after)
    .slice(known)
    .map(({ at, word }, index) => {
      // The right code moves its login on: where that code went stands in the item as it was.
      const sent = sendingOf(word.endsWith('code_right') ? (before ?? after) : after)
      return said(`${subject}.${word}`, `${subject}.${id}.${known + index}`, at, { ...facts, ...sent })
    })
}

type PersonWord = keyof (typeof EVENT_WORDS)['person']

const wordsOfChange = (before: StoredItem, after: StoredItem): readonly PersonWord[] => {
  const differs = (field: string): boolean => before[field] !== after[field]
  const turned: PersonWord = after.disabled === true ? 'disabled' : 'enabled'
  const words: readonly (readonly [boolean, PersonWord])[] = [
    [differs('pinEpoch'), 'pin_changed'],
    [differs('passwordEpoch'), 'password_changed'],
    [differs('phoneIndex'), 'number_changed'],
    [differs('emailIndex'), 'email_changed'],
    [differs('role'), 'role_changed'],
    [differs('disabled'), turned],
  ]
  return words.flatMap(([happened, word]) => (happened ? [word] : []))
}

const personEvents = ({ id, at, before, after }: StoredChange): readonly AuthEvent[] => {
  const item = after ?? before
  if (item === undefined) return []
  const { organisationId = '', ...whose } = texts(item, ['organisationId', 'personId'])
  const both = before !== undefined && after !== undefined
  const words = both ? wordsOfChange(before, after) : [after === undefined ? 'removed' : 'created']
  return words.map((word) => said(`person.${word}`, `person.${id}.${word}`, at, { organisationId, ...whose }))
}

const newsEvents = ({ before, after }: StoredChange): readonly AuthEvent[] => {
  const word = oneOf(after?.word, Object.keys(NEWS_WORDS))
  if (before !== undefined || after === undefined || word === undefined) return []
  const { organisationId, at, refused, until, why, by, country, counted } = after as unknown as News
  const facts = { organisationId, refused, until: until && iso(until), why, by, country, counted }
  const known = Object.entries(facts).filter(([, fact]) => fact !== undefined)
  const place = [organisationId, word, country ?? '', at].join('.')
  return [said(`messages.${word}`, `messages.${place}`, at, Object.fromEntries(known) as Facts)]
}

/** What admins and operators did. Not why they said they did, nor from what to what: that stays in the trail. */
const auditEvents = ({ before, after }: StoredChange): readonly AuthEvent[] => {
  const action = oneOf(after?.action, auditActions)
  if (before !== undefined || after === undefined || action === undefined) return []
  const { organisationId = '', personId, auditId } = texts(after, ['organisationId', 'personId', 'auditId'])
  const { kind, personId: byPersonId } = after.by as AuditLine['by']
  const facts = { organisationId, by: kind, ...(personId && { personId }), ...(byPersonId && { byPersonId }) }
  return [said(`audit.${action}`, `audit.${organisationId}.${auditId}`, Number(after.at), facts)]
}

const ledgerEvents = (change: StoredChange): readonly AuthEvent[] => {
  const [part] = String(change.after?.sk).split('#')
  if (part === 'NEWS') return newsEvents(change)
  return part === 'AUDIT' ? auditEvents(change) : []
}

/** What a write says to the world: nothing secret, numbers masked, and nothing at all for most writes. */
export const eventsOf = (change: StoredChange): readonly AuthEvent[] => {
  if (change.byExpiry) return []
  const { pk, sk } = change.after ?? change.before ?? {}
  const [kind] = String(pk).split('#')
  if (kind === 'LOGIN' || kind === 'RESET') return trailEvents(change)
  if (kind === 'ORG') return ledgerEvents(change)
  if (kind !== 'PERSON') return []
  if (sk === 'PERSON') return personEvents(change)
  const [part] = String(sk).split('#')
  if (part === 'SESSION') return lifeEvents('session', change)
  return part === 'DEVICE' ? lifeEvents('device', change) : []
}
