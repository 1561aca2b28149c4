import { el } from './element.ts'
import { icon } from './icons.ts'

export const heading = (title: string, ...lead: readonly (string | Node | undefined)[]): HTMLElement =>
  el(
    'div',
    { class: 'heading' },
    el('h1', {}, title),
    ...lead.map((line) => (line === undefined ? undefined : el('p', { class: 'lead' }, line))),
  )

/** The way back, at the top left. */
export const backButton = (label: string, run: () => void): HTMLElement =>
  el('button', { type: 'button', class: 'back', onclick: run }, icon('back'), label)

export const links = (...each: readonly HTMLElement[]): HTMLElement => el('div', { class: 'links' }, ...each)

export const link = (href: string, label: string): HTMLElement => el('a', { href }, label)
