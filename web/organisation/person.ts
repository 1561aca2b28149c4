import { signedIn } from '../account/session.ts'
import { actButton } from '../ui/act.ts'
import { el } from '../ui/element.ts'
import { backButton, heading } from '../ui/heading.ts'
import { notice } from '../ui/notices.ts'
import { readable } from '../ui/number.ts'
import { factList, panel } from '../ui/panel.ts'
import { again, go, type Screen } from '../ui/router.ts'
import { attemptsPanel } from './attempts.ts'
import { correctPanel } from './correct-number.ts'
import { badgesOf, type Member } from './people.ts'
import { organisationWords as say } from './words.ts'

const { person: tell } = say

const detailsPanel = (member: Member): HTMLElement => {
  const secret = (has: boolean) => (has ? tell.set : tell.notSet)
  return panel(
    tell.details,
    factList([
      { name: tell.phone, value: member.phone === undefined ? tell.none : readable(member.phone) },
      { name: tell.email, value: member.email ?? tell.none },
      { name: tell.role, value: member.role === 'admin' ? say.people.admin : say.people.member },
      { name: tell.pin, value: member.pinLocked ? say.people.locked : secret(member.hasPin) },
      { name: tell.password, value: member.passwordLocked ? say.people.locked : secret(member.hasPassword) },
    ]),
  )
}

const act = (word: keyof typeof tell.done, run: () => Promise<unknown>, tone?: 'danger'): HTMLElement =>
  actButton({
    label: tell[word],
    ...(tone === undefined ? {} : { tone }),
    run: async () => {
      await run()
      await again()
      notice({ tone: 'good', title: tell.done[word] })
    },
  })

const accessPanel = ({ personId, twoFactorExempt, disabled, pinLocked, passwordLocked }: Member): HTMLElement => {
  const params = { personId }
  const change = (body: { readonly twoFactorExempt?: boolean; readonly disabled?: boolean }) => () =>
    signedIn.call('PATCH /organisation/people/{personId}', { params, body })
  const locked = pinLocked || passwordLocked
  return panel(
    tell.actions,
    el(
      'div',
      { class: 'row loose' },
      ...(locked
        ? [act('unlock', () => signedIn.call('POST /organisation/people/{personId}/unlock', { params }))]
        : []),
      act('reset', () => signedIn.call('POST /organisation/people/{personId}/reset', { params })),
      act('endSessions', () => signedIn.call('POST /organisation/people/{personId}/end-sessions', { params })),
      twoFactorExempt
        ? act('unexempt', change({ twoFactorExempt: false }))
        : act('exempt', change({ twoFactorExempt: true })),
      disabled ? act('enable', change({ disabled: false })) : act('disable', change({ disabled: true }), 'danger'),
    ),
  )
}

/** One person, what can be done for them, and why they could not get in. */
export const personScreen = (personId: string) => async (): Promise<Screen> => {
  const params = { personId }
  const [member, attempts] = await Promise.all([
    signedIn.call('GET /organisation/people/{personId}', { params }),
    signedIn.call('GET /organisation/people/{personId}/attempts', { params }),
  ])
  return {
    title: member.name,
    content: [
      backButton(say.invite.back, () => void go('/admin')),
      heading(member.name, el('span', { class: 'badges' }, ...badgesOf(member))),
      el(
        'div',
        { class: 'panels' },
        detailsPanel(member),
        accessPanel(member),
        attemptsPanel(member.name, attempts.items),
        correctPanel(member),
      ),
    ],
  }
}
