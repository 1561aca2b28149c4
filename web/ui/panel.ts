import { el, freshId } from './element.ts'

/** A part of a page with a heading of its own. */
export const panel = (title: string, ...inside: readonly (Node | undefined)[]): HTMLElement => {
  const id = freshId('part')
  return el('section', { class: 'panel', 'aria-labelledby': id }, el('h2', { id }, title), ...inside)
}

export type Fact = { readonly name: string; readonly value: string | Node; readonly act?: Node | undefined }

/** Names and values, each with what can be done about it. */
export const factList = (facts: readonly Fact[]): HTMLElement =>
  el(
    'dl',
    { class: 'facts' },
    ...facts.map(({ name, value, act }) =>
      el(
        'div',
        {},
        el('dt', {}, name),
        el('dd', {}, value),
        act === undefined ? undefined : el('dd', { class: 'act' }, act),
      ),
    ),
  )

export type Line = {
  readonly title: string
  readonly badge?: string | undefined
  readonly detail?: string | undefined
  readonly act?: Node | undefined
}

export const lineList = (lines: readonly Line[]): HTMLElement =>
  el(
    'ul',
    { class: 'lines' },
    ...lines.map(({ title, badge, detail, act }) =>
      el(
        'li',
        {},
        el(
          'div',
          {},
          el('strong', {}, title),
          badge === undefined ? undefined : el('span', { class: 'badge' }, badge),
          detail === undefined ? undefined : el('p', { class: 'hint' }, detail),
        ),
        act,
      ),
    ),
  )
