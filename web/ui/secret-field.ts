import { el } from './element.ts'
import { frame, type TextField } from './field.ts'
import { words } from './words.ts'

/** A button that shows what is hidden in a field, and hides it again. */
export const reveal = (input: HTMLInputElement, changed: () => void = () => {}): HTMLButtonElement => {
  const button = el('button', { type: 'button', class: 'reveal', 'aria-pressed': 'false' }, words.show)
  button.addEventListener('click', () => {
    const hidden = input.type === 'password'
    input.type = hidden ? 'text' : 'password'
    button.textContent = hidden ? words.hide : words.show
    button.setAttribute('aria-pressed', String(hidden))
    changed()
    input.focus()
  })
  return button
}

export type PasswordOptions = {
  readonly label: string
  readonly name: string
  readonly autocomplete: 'current-password' | 'new-password'
  readonly missing: string
}

/** A password: paste and password managers welcome, shown on request. */
export const passwordField = ({ label, name, autocomplete, missing }: PasswordOptions): TextField => {
  const input = el('input', { name, type: 'password', autocomplete, 'aria-required': 'true', autocapitalize: 'none' })
  const control = el('span', { class: 'with-button' }, input, reveal(input))
  const field = frame({ label, input, control, check: () => (input.value === '' ? missing : undefined) })
  return { ...field, value: () => input.value }
}
