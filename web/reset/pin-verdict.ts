import { judgePin, type PinReason, pinLength } from '#core/pin-policy'
import type { Reasons } from '#core/texts/reasons/en'
import { el } from '../ui/element.ts'
import { icon } from '../ui/icons.ts'
import { words } from '../ui/words.ts'

const sentences = (reasons: readonly PinReason[], say: Reasons['pin']) => [
  ...new Set(reasons.map(({ rule, digits }) => say[rule](digits))),
]

/** The places of the digits at fault, counted from nought. */
export const placesOf = (reasons: readonly PinReason[]): ReadonlySet<number> =>
  new Set(reasons.flatMap(({ at, digits }) => Array.from(digits, (_, index) => at + index)))

/** What is wrong with a PIN that is being typed: one that is only too short is not finished, not wrong. */
export const reasonsWhileTyping = (pin: string): readonly PinReason[] => {
  const verdict = judgePin(pin, {})
  if (verdict.allowed) return []
  return verdict.reasons.filter(({ rule }) => rule !== 'not_six_digits')
}

export type VerdictList = {
  readonly element: HTMLElement
  readonly show: (reasons: readonly PinReason[], pin: string) => void
}

/** The rule as it is broken or kept, said while typing. */
export const verdictList = (say: Reasons['pin']): VerdictList => {
  const list = el('ul', { class: 'verdict' })
  const element = el('div', { class: 'verdict-place', role: 'status' }, list)
  const line = (tone: 'good' | 'bad', text: string) =>
    el('li', { class: tone }, icon(tone === 'good' ? 'check' : 'alert'), el('span', {}, text))
  const show: VerdictList['show'] = (reasons, pin) => {
    const fine = reasons.length === 0 && pin.length === pinLength
    const lines = fine ? [line('good', words.newPin.fine)] : sentences(reasons, say).map((text) => line('bad', text))
    if (list.textContent !== lines.map(({ textContent }) => textContent).join('')) list.replaceChildren(...lines)
  }
  return { element, show }
}
