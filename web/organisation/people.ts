import { signedIn } from '../account/session.ts'
import type { ReplyOf } from '../client/client.ts'
import { attempt } from '../ui/act.ts'
import { el } from '../ui/element.ts'
import { heading } from '../ui/heading.ts'
import { readable } from '../ui/number.ts'
import type { Screen } from '../ui/router.ts'
import { moreList } from './more-list.ts'
import { places } from './places.ts'
import { organisationWords as say } from './words.ts'

export type Member = ReplyOf<'GET /organisation/people/{personId}'>

const badge = (label: string, tone = ''): HTMLElement => el('span', { class: `badge ${tone}` }, label)

const badgesOf = (member: Member): readonly HTMLElement[] => [
  ...(member.role === 'admin' ? [badge(say.people.admin)] : []),
  ...(member.disabled ? [badge(say.people.disabled, 'bad')] : []),
  ...(member.pinLocked || member.passwordLocked ? [badge(say.people.locked, 'bad')] : []),
  ...(member.twoFactorExempt ? [badge(say.people.exempt)] : []),
  ...(member.hasPin || member.hasPassword || member.disabled ? [] : [badge(say.people.invited)]),
]

/** What an admin should see of a person at once. */
export const badgesFor = (member: Member): HTMLElement | undefined => {
  const badges = badgesOf(member)
  return badges.length === 0 ? undefined : el('span', { class: 'badges' }, ...badges)
}

const rowOf = (member: Member): readonly (Node | string)[] => [
  el('a', { href: `/admin/people/${member.personId}` }, member.name),
  el(
    'span',
    { class: 'stack' },
    member.phone === undefined ? undefined : el('span', {}, readable(member.phone)),
    member.email === undefined ? undefined : el('span', { class: 'hint' }, member.email),
  ),
  badgesFor(member) ?? '',
]

const pauseMs = 250

/** The people of the organisation, and a way to find one. */
export const peopleScreen = async (): Promise<Screen> => {
  const search = el('input', { type: 'search', 'aria-label': say.people.search, placeholder: say.people.search })
  const list = moreList({
    columns: [say.people.name, say.people.contact, say.people.state],
    caption: say.people.title,
    none: say.people.none,
    noneYet: say.people.noneYet,
    rowOf,
    load: (cursor) => {
      const sought = search.value.trim()
      return signedIn.call('GET /organisation/people', {
        query: { ...(cursor === undefined ? {} : { cursor }), ...(sought === '' ? {} : { search: sought }) },
      })
    },
  })
  let waiting: ReturnType<typeof setTimeout> | undefined
  search.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => void attempt(list.begin), pauseMs)
  })
  await list.begin()
  const bar = el(
    'div',
    { class: 'bar' },
    search,
    el('a', { href: '/admin/invite', class: 'button' }, say.people.invite),
  )
  return {
    title: say.people.title,
    content: [places('/admin'), heading(say.people.title), bar, el('div', { class: 'panel' }, list.element)],
    leave: () => clearTimeout(waiting),
  }
}
