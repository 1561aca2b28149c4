import { el, freshId } from '../ui/element.ts'
import { faultLine } from '../ui/fault-line.ts'
import type { Field } from '../ui/field.ts'
import { language } from '../ui/language.ts'
import { site } from '../ui/site.ts'
import { words } from '../ui/words.ts'
import { organisationWords as say } from './words.ts'

export type CountryBoxes = Field & {
  readonly value: () => readonly string[]
  /** Every country there is a box for: those this deployment sends to, and what was chosen when it sent to others. */
  readonly known: readonly string[]
}

const boxOf = (code: string, checked: boolean) => {
  const input = el('input', { type: 'checkbox', name: 'countries', value: code, checked })
  return { input, element: el('label', { class: 'tick' }, input, words.countryName(code)) }
}

const collator = new Intl.Collator(language)

/** A box for each country that messages can go to. `check` judges what is ticked. */
export const countryBoxes = (
  chosen: readonly string[],
  check: (ticked: readonly string[]) => string | undefined,
): CountryBoxes => {
  const known = [...new Set([...site.countries.map(({ code }) => code), ...chosen])].sort((a, b) =>
    collator.compare(words.countryName(a), words.countryName(b)),
  )
  const boxes = known.map((code) => boxOf(code, chosen.includes(code)))
  const [line, errorId] = [faultLine(), freshId('error')]
  line.element.id = errorId
  const element = el(
    'fieldset',
    { class: 'field' },
    el('legend', {}, say.settings.countries),
    el('div', { class: 'ticks' }, ...boxes.map((box) => box.element)),
    line.element,
  )
  const value = () => boxes.filter(({ input }) => input.checked).map((box) => box.input.value)
  const clear = () => {
    line.clear()
    element.removeAttribute('aria-describedby')
  }
  const fail: Field['fail'] = (fault) => {
    line.say(fault)
    element.setAttribute('aria-describedby', errorId)
  }
  const input = boxes[0]?.input ?? el('input')
  return { element, input, value, known, check: () => check(value()), fail, clear }
}
