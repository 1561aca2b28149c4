import { signedIn } from '../account/session.ts'
import type { ReplyOf } from '../client/client.ts'
import { el } from '../ui/element.ts'
import { heading } from '../ui/heading.ts'
import { moment } from '../ui/moment.ts'
import type { Screen } from '../ui/router.ts'
import { words } from '../ui/words.ts'
import { changesInWords, type ToldChange, type ValueWords } from './audit-changes.ts'
import { moreList } from './more-list.ts'
import { places } from './places.ts'
import { organisationWords as say } from './words.ts'

type Entry = ReplyOf<'GET /organisation/audit'>['items'][number]

const { audit: tell } = say

const valueWords: ValueWords = {
  roles: { admin: say.people.admin, member: say.people.member },
  methods: { sms: say.settings.sms, email: say.settings.email },
  country: words.countryName,
}

const changeOf = ({ field, from, to }: ToldChange): HTMLElement =>
  el('li', {}, el('span', { class: 'hint' }, field), ' ', el('span', {}, `${from} → ${to}`))

const changeList = (changes: Entry['changes']): HTMLElement | undefined => {
  const told = changesInWords(changes, say.records, valueWords)
  return told.length === 0 ? undefined : el('ul', { class: 'changes' }, ...told.map(changeOf))
}

const rowOf = ({ at, by, action, reason, changes, personId, name }: Entry): readonly (string | Node)[] => [
  moment(at),
  by.kind === 'operator' ? tell.operator : (by.name ?? ''),
  el('div', {}, say.records.actions[action], changeList(changes)),
  personId === undefined ? '' : el('a', { href: `/admin/people/${personId}` }, name ?? say.people.former),
  reason ?? '',
]

/** What admins and operators did. */
export const auditScreen = async (): Promise<Screen> => {
  const list = moreList({
    columns: [tell.when, tell.who, tell.what, tell.whom, tell.why],
    caption: tell.title,
    none: tell.none,
    rowOf,
    load: (cursor) => signedIn.call('GET /organisation/audit', { query: cursor === undefined ? {} : { cursor } }),
  })
  await list.begin()
  return {
    title: tell.title,
    content: [places('/admin/audit'), heading(tell.title, tell.lead), el('div', { class: 'panel' }, list.element)],
  }
}
