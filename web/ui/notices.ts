import { el } from './element.ts'
import { icon } from './icons.ts'
import { keep, kept } from './kept.ts'
import { words } from './words.ts'

export type Notice = { readonly tone: 'good' | 'bad'; readonly title: string; readonly detail?: string }

type Waiting = Notice & { readonly saidAt?: string }

const board = el('div', { class: 'notices', role: 'status', 'aria-live': 'polite' })

const wait = (it: Waiting | undefined): void => keep('notice', it)

const show = ({ tone, title, detail }: Notice): void => {
  const away = () => {
    const held = said.contains(document.activeElement)
    said.remove()
    wait(undefined)
    // The keyboard would be lost with the button it was at.
    if (held) document.querySelector('h1')?.focus()
  }
  const close = el(
    'button',
    { type: 'button', class: 'plain', 'aria-label': words.close, onclick: away },
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

/** Says something at the top right, until it is closed or something newer is said. */
export const notice = (it: Notice): void => {
  wait(undefined)
  show(it)
}

/** Says it on the page that is loaded next. */
export const noticeLater = (it: Notice): void => wait(it)

/** The place where notices are said. */
export const noticeBoard = (): HTMLElement => board

/** Says what was left for this screen. What was said on the one before goes when somebody moves on; what went wrong outlives a reload. */
export const sayWaiting = (moved: boolean): void => {
  const waiting = kept<Waiting>('notice')
  const here = location.pathname
  const over = waiting?.saidAt !== undefined && (moved || waiting.saidAt !== here)
  if (waiting === undefined || over) {
    wait(undefined)
    if (moved) board.replaceChildren()
    return
  }
  wait(waiting.tone === 'bad' ? { ...waiting, saidAt: here } : undefined)
  // A moment later: a screen reader only speaks what comes into a region that is already there.
  setTimeout(() => show(waiting), 60)
}
