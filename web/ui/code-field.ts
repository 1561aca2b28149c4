import { el } from './element.ts'
import { frame, type TextField } from './field.ts'
import { reveal } from './secret-field.ts'

export type CodeFieldOptions = {
  readonly label: string
  readonly name: string
  readonly missing: string
  readonly autocomplete: 'one-time-code' | 'current-password' | 'new-password'
  readonly hint?: string
  readonly changed?: () => void
}

export type CodeField = TextField & {
  /** Marks digits as at fault, by their places counted from nought. */
  readonly mark: (places: ReadonlySet<number>) => void
  readonly fill: (digits: string) => void
}

const length = 6

// The boxes only draw: the one real input lies over them, so typing, pasting, filling in and reading aloud are the browser's.
const drawBoxes = (input: HTMLInputElement, boxes: readonly HTMLElement[]): void => {
  const focused = document.activeElement === input
  const from = Math.min(input.selectionStart ?? length, length - 1)
  const until = Math.max(from + 1, input.selectionEnd ?? length)
  for (const [at, box] of boxes.entries()) {
    const digit = input.value.charAt(at)
    box.textContent = digit !== '' && input.type === 'password' ? '•' : digit
    const picked = focused && at >= from && at < until
    box.classList.toggle('active', picked && until - from === 1)
    box.classList.toggle('chosen', picked && until - from > 1)
    box.classList.toggle('filled', digit !== '')
  }
}

const watch = (input: HTMLInputElement, draw: () => void, changed: () => void): void => {
  input.addEventListener('input', () => {
    const digits = input.value.replace(/\D/g, '').slice(0, length)
    if (digits !== input.value) input.value = digits
    draw()
    changed()
  })
  for (const event of ['focus', 'blur', 'keyup', 'click', 'select']) input.addEventListener(event, draw)
}

/** Six boxes that are one field: a code, or with a password's `autocomplete` a PIN that stays hidden. */
export const codeField = (options: CodeFieldOptions): CodeField => {
  const { label, name, missing, autocomplete, hint, changed = () => {} } = options
  const secret = autocomplete !== 'one-time-code'
  const input = el('input', {
    ...{ name, type: secret ? 'password' : 'text', autocomplete, class: 'code-input' },
    ...{ inputmode: 'numeric', 'aria-required': 'true', spellcheck: 'false' },
  })
  const boxes = Array.from({ length }, () => el('span', { class: 'box' }))
  const draw = () => drawBoxes(input, boxes)
  watch(input, draw, changed)
  const drawn = el('span', { class: 'boxes', 'aria-hidden': 'true' }, ...boxes)
  const cells = el('span', { class: 'code' }, drawn, input)
  const control = secret ? el('span', { class: 'with-reveal' }, cells, reveal(input, draw)) : cells
  const check = () => (input.value.length === length ? undefined : missing)
  const mark = (places: ReadonlySet<number>) => {
    for (const [at, box] of boxes.entries()) box.classList.toggle('at-fault', places.has(at))
  }
  const fill = (digits: string) => {
    input.value = digits
    draw()
  }
  return { ...frame({ label, hint, input, control, check }), value: () => input.value, mark, fill }
}
