import { el, freshId } from './element.ts'

export type CheckField = { readonly element: HTMLElement; readonly value: () => boolean }

/** A box to tick, with the sentence that helps to decide. */
export const checkField = (label: string, hint: string, checked = false): CheckField => {
  const [id, hintId] = [freshId('check'), freshId('hint')]
  const input = el('input', { type: 'checkbox', id, checked, 'aria-describedby': hintId })
  const element = el(
    'div',
    { class: 'check' },
    input,
    el('div', {}, el('label', { for: id }, label), el('p', { class: 'hint', id: hintId }, hint)),
  )
  return { element, value: () => input.checked }
}
