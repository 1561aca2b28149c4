import { signedIn } from '../account/session.ts'
import { actButton } from '../ui/act.ts'
import { confirm } from '../ui/confirm.ts'
import { el } from '../ui/element.ts'
import { notice } from '../ui/notices.ts'
import { panel } from '../ui/panel.ts'
import { again } from '../ui/router.ts'
import type { Member } from './people.ts'
import { organisationWords as say } from './words.ts'

const { person: tell } = say

export type Deed = keyof typeof tell.about

/** Deeds that somebody may regret: they are asked about first. */
const asked: Readonly<Partial<Record<Deed, 'danger' | 'plain'>>> = {
  compromised: 'danger',
  endSessions: 'danger',
  exempt: 'danger',
  makeAdmin: 'plain',
  makeMember: 'danger',
  disable: 'danger',
}

const isAsked = (deed: Deed): deed is keyof typeof tell.sure => asked[deed] !== undefined

// The screen is drawn anew after each deed; the keyboard goes back to where it was.
let last: Deed | undefined

const buttonFor = (deed: Deed, { name }: Member, run: () => Promise<unknown>): HTMLButtonElement => {
  const act = async () => void (await run())
  const done = async () => {
    last = deed
    await again()
    notice({ tone: 'good', title: tell.done[deed] })
  }
  if (!isAsked(deed)) return actButton({ label: tell[deed], run: () => act().then(done) })
  const danger = asked[deed] === 'danger' ? ({ tone: 'danger' } as const) : {}
  const ask = () =>
    confirm({
      ...{ title: tell.sure[deed](name), detail: tell.about[deed], yes: tell[deed], no: say.cancel },
      ...{ ...danger, run: act, done },
    })
  const looks = `button quiet ${deed === 'disable' ? 'danger' : ''}`
  return el('button', { type: 'button', class: looks, 'aria-haspopup': 'dialog', onclick: ask }, tell[deed])
}

type Does = readonly [Deed, () => Promise<unknown>]

const deedsFor = (member: Member, isOneself: boolean): readonly Does[] => {
  const params = { personId: member.personId }
  const change = (body: { twoFactorExempt?: boolean; disabled?: boolean; role?: Member['role'] }) => () =>
    signedIn.call('PATCH /organisation/people/{personId}', { params, body })
  const unlock: Does = ['unlock', () => signedIn.call('POST /organisation/people/{personId}/unlock', { params })]
  const endSecrets = () =>
    signedIn.call('POST /organisation/people/{personId}/reset', { params, body: { compromised: true } })
  const others: readonly Does[] = [
    ['compromised', endSecrets],
    member.role === 'admin' ? ['makeMember', change({ role: 'member' })] : ['makeAdmin', change({ role: 'admin' })],
    member.disabled ? ['enable', change({ disabled: false })] : ['disable', change({ disabled: true })],
  ]
  return [
    ...((member.pinLocked || member.passwordLocked) && member.mustChooseAnew !== true ? [unlock] : []),
    ['reset', () => signedIn.call('POST /organisation/people/{personId}/reset', { params })],
    ['endSessions', () => signedIn.call('POST /organisation/people/{personId}/end-sessions', { params })],
    member.twoFactorExempt
      ? ['unexempt', change({ twoFactorExempt: false })]
      : ['exempt', change({ twoFactorExempt: true })],
    ...(isOneself ? [] : others),
  ]
}

/** The one that takes the place of another once that is done. */
const opposites: Readonly<Partial<Record<Deed, Deed>>> = {
  exempt: 'unexempt',
  unexempt: 'exempt',
  disable: 'enable',
  enable: 'disable',
  makeAdmin: 'makeMember',
  makeMember: 'makeAdmin',
}

/** What can be done about somebody's access, each with what it means; and where the keyboard goes after a deed. */
export const accessPanel = (member: Member, isOneself: boolean) => {
  const lines = deedsFor(member, isOneself).map(([deed, run]) => ({ deed, button: buttonFor(deed, member, run) }))
  const sought = last === undefined ? undefined : (opposites[last] ?? last)
  const focus = lines.find(({ deed }) => deed === sought)?.button
  last = undefined
  const shown = lines.map(({ deed, button }) => el('li', {}, button, el('p', {}, tell.about[deed])))
  const hint = isOneself ? el('p', { class: 'hint' }, tell.yourself) : undefined
  return { element: panel(tell.actions, el('ul', { class: 'lines deeds' }, ...shown), hint), focus }
}
