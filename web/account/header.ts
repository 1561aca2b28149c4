import type { ReplyOf } from '../client/client.ts'
import { el } from '../ui/element.ts'
import { signedIn, signOut } from './session.ts'
import { accountWords as say } from './words.ts'

const entry = (href: string, label: string): HTMLElement =>
  el('a', { href, 'aria-current': location.pathname.startsWith(href) ? 'page' : undefined }, label)

/** The places for somebody who is signed in, and the way out. Admins have one place more. */
export const header = (): HTMLElement => {
  const admin = entry('/admin', say.organisation)
  admin.hidden = !location.pathname.startsWith('/admin')
  const seen = ({ role }: Pick<ReplyOf<'GET /me'>, 'role'>) => {
    admin.hidden = role !== 'admin'
  }
  // The page below says what could not be loaded.
  signedIn.call('GET /me').then(seen, () => {})
  return el(
    'nav',
    { class: 'places', 'aria-label': say.title },
    entry('/account', say.account),
    admin,
    el('button', { type: 'button', class: 'link', onclick: () => void signOut() }, say.signOut),
  )
}
