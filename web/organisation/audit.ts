import { signedIn } from '../account/session.ts'
import type { ReplyOf } from '../client/client.ts'
import { el } from '../ui/element.ts'
import { heading } from '../ui/heading.ts'
import { moment } from '../ui/moment.ts'
import type { Screen } from '../ui/router.ts'
import { moreList } from './more-list.ts'
import { places } from './places.ts'
import { organisationWords as say } from './words.ts'

type Entry = ReplyOf<'GET /organisation/audit'>['items'][number]

const { audit: tell } = say

const changeOf = ({ field, from, to }: Entry['changes'][number]): HTMLElement =>
  el('li', {}, `${field}: ${from ?? '–'} → ${to ?? '–'}`)

const rowOf = ({ at, by, action, reason, changes, personId }: Entry): readonly (string | Node)[] => [
  moment(at),
  by.kind === 'operator' ? tell.operator : (by.name ?? ''),
  el(
    'div',
    {},
    personId === undefined
      ? action.replaceAll('_', ' ')
      : el('a', { href: `/admin/people/${personId}` }, action.replaceAll('_', ' ')),
    el('ul', { class: 'plain-list' }, ...changes.map(changeOf)),
  ),
  reason ?? '',
]

/** What admins and operators did. */
export const auditScreen = async (): Promise<Screen> => {
  const list = moreList({
    columns: [tell.when, tell.who, tell.what, tell.why],
    caption: tell.title,
    rowOf,
    load: (cursor) => signedIn.call('GET /organisation/audit', { query: cursor === undefined ? {} : { cursor } }),
  })
  await list.begin()
  return {
    title: tell.title,
    content: [places('/admin/audit'), heading(tell.title, tell.lead), el('div', { class: 'panel' }, list.element)],
  }
}
