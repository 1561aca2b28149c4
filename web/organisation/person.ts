import { signedIn } from '../account/session.ts'
import { el } from '../ui/element.ts'
import { backButton, heading } from '../ui/heading.ts'
import { icon } from '../ui/icons.ts'
import { moment } from '../ui/moment.ts'
import { readable } from '../ui/number.ts'
import { factList, panel } from '../ui/panel.ts'
import { go, type Screen } from '../ui/router.ts'
import { accessPanel } from './access.ts'
import { attemptsPanel } from './attempts.ts'
import { badgesFor, type Member } from './people.ts'
import { organisationWords as say } from './words.ts'

const { person: tell } = say

const detailsPanel = (member: Member): HTMLElement => {
  const { personId, name, phone, email } = member
  const secret = (has: boolean) => (has ? tell.set : tell.notSet)
  const way = (part: string, label: string, of: string) =>
    el('a', { href: `/admin/people/${personId}/${part}`, 'aria-label': `${label}: ${of}` }, label)
  const put = (value: string | undefined) => (value === undefined ? tell.add : tell.correctIt)
  return panel(
    tell.details,
    factList([
      { name: tell.name, value: name, act: way('name', tell.change, tell.name) },
      {
        name: tell.phone,
        value: phone === undefined ? tell.none : readable(phone),
        act: way('number', put(phone), tell.phone),
      },
      { name: tell.email, value: email ?? tell.none, act: way('email', put(email), tell.email) },
      { name: tell.role, value: member.role === 'admin' ? say.people.admin : say.people.member },
      { name: tell.pin, value: member.pinLocked ? say.people.locked : secret(member.hasPin) },
      { name: tell.password, value: member.passwordLocked ? say.people.locked : secret(member.hasPassword) },
    ]),
  )
}

const waitOf = ({ resetWaitsUntil }: Member): readonly HTMLElement[] =>
  resetWaitsUntil === undefined
    ? []
    : [
        el(
          'div',
          { class: 'warning', role: 'note' },
          icon('alert'),
          el('p', {}, tell.waitsUntil(moment(resetWaitsUntil))),
        ),
      ]

/** One person, what can be done for them, and why they could not get in. */
export const personScreen = (personId: string) => async (): Promise<Screen> => {
  const params = { personId }
  const [member, attempts, me] = await Promise.all([
    signedIn.call('GET /organisation/people/{personId}', { params }),
    signedIn.call('GET /organisation/people/{personId}/attempts', { params }),
    signedIn.call('GET /me'),
  ])
  const older = (cursor: string) =>
    signedIn.call('GET /organisation/people/{personId}/attempts', { params, query: { cursor } })
  const access = accessPanel(member, me.personId === personId)
  return {
    title: member.name,
    content: [
      backButton(say.invite.back, () => void go('/admin')),
      heading(member.name, badgesFor(member)),
      ...waitOf(member),
      el('div', { class: 'panels' }, detailsPanel(member), attemptsPanel(member.name, attempts, older), access.element),
    ],
    focus: access.focus,
  }
}
