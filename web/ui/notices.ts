import { el } from './element.ts'
import { icon } from './icons.ts'
import { keep, takeKept } from './kept.ts'
import { words } from './words.ts'

export type Notice = { readonly tone: 'good' | 'bad'; readonly title: string; readonly detail?: string }

const board = el('div', { class: 'notices', role: 'status', 'aria-live': 'polite' })

/** Says something at the top right, until it is closed or something newer is said. */
export const notice = ({ tone, title, detail }: Notice): void => {
  const close = el(
    'button',
    { type: 'button', class: 'plain', 'aria-label': words.close, onclick: () => said.remove() },
    icon('close'),
  )
  const said = el(
    'div',
    { class: `notice ${tone}` },
    icon(tone === 'good' ? 'check' : 'alert'),
    el('p', {}, el('strong', {}, title), detail === undefined ? undefined : el('span', {}, detail)),
    close,
  )
  board.replaceChildren(said)
}

/** Says it on the page that is loaded next. */
export const noticeLater = (it: Notice): void => keep('notice', it)

/** The place where notices are said. */
export const noticeBoard = (): HTMLElement => board

/** Says what was left for this screen. What was said on the one before goes when somebody moves on. */
export const sayWaiting = (moved: boolean): void => {
  const waiting = takeKept<Notice>('notice')
  if (moved && !waiting) board.replaceChildren()
  // A moment later: a screen reader only speaks what comes into a region that is already there.
  if (waiting) setTimeout(() => notice(waiting), 60)
}
