import { keep, kept } from './kept.ts'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
type Draft = { readonly path: string; readonly values: Readonly<Record<string, string | boolean>> }

const isControl = (element: Element): element is Control =>
  element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement

// Also while it is shown: the type of a field says nothing then.
const isSecret = ({ autocomplete }: Control): boolean => /password|one-time-code|username/.test(autocomplete)

const isTick = (control: Control): control is HTMLInputElement => control.type === 'checkbox'

// Boxes of one name stand in another order in another language.
const nameOf = (control: Control, at: number): string =>
  control.name === '' ? String(at) : isTick(control) ? `${control.name}=${control.value}` : control.name

const enteredIn = (control: Control): string | boolean => (isTick(control) ? control.checked : control.value)

const put = (control: Control, value: string | boolean): void => {
  if (isTick(control)) control.checked = value === true
  else control.value = String(value)
  control.dispatchEvent(new Event('change'))
}

/**
 * What was entered and not saved yet outlives a reload, such as for another language; it is forgotten when it was saved or left. No PIN, password or
 * code is kept.
 */
export const keepDraft = (form: HTMLFormElement): { readonly forget: () => void } => {
  const open = [...form.elements].filter(isControl).filter((control) => !isSecret(control))
  const controls = new Map(open.map((control, at) => [nameOf(control, at), control]))
  const before = new Map([...controls].map(([name, control]) => [name, enteredIn(control)]))
  const earlier = kept<Draft>('draft')
  if (earlier?.path === location.pathname)
    for (const [name, value] of Object.entries(earlier.values)) {
      const control = controls.get(name)
      if (control) put(control, value)
    }
  form.addEventListener('input', () => {
    const now = [...controls].map(([name, control]) => [name, enteredIn(control)] as const)
    const values = Object.fromEntries(now.filter(([name, value]) => value !== before.get(name)))
    keep('draft', { path: location.pathname, values } satisfies Draft)
  })
  return { forget: () => keep('draft', undefined) }
}
