import { keep, kept } from './kept.ts'

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
type Draft = { readonly path: string; readonly values: Readonly<Record<number, string | boolean>> }

const isControl = (element: Element): element is Control =>
  element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement

const isTick = (control: Control): control is HTMLInputElement => control.type === 'checkbox'

const enteredIn = (control: Control): string | boolean => (isTick(control) ? control.checked : control.value)

const put = (control: Control, value: string | boolean): void => {
  if (isTick(control)) control.checked = value === true
  else control.value = String(value)
  control.dispatchEvent(new Event('change'))
}

/**
 * What was entered and not saved yet outlives a reload, such as for another language; it is forgotten when it was saved or left. Not for forms with
 * a secret.
 */
export const keepDraft = (form: HTMLFormElement): { readonly forget: () => void } => {
  const controls = [...form.elements].filter(isControl)
  const before = controls.map(enteredIn)
  const earlier = kept<Draft>('draft')
  if (earlier?.path === location.pathname)
    for (const [at, value] of Object.entries(earlier.values)) {
      const control = controls[Number(at)]
      if (control) put(control, value)
    }
  form.addEventListener('input', () => {
    const changed = [...controls.entries()].filter(([at, control]) => enteredIn(control) !== before[at])
    const values = Object.fromEntries(changed.map(([at, control]) => [at, enteredIn(control)]))
    keep('draft', { path: location.pathname, values } satisfies Draft)
  })
  return { forget: () => keep('draft', undefined) }
}
