import { el, freshId } from './element.ts'
import { icon } from './icons.ts'

/** A sentence or two beside a field: what is wrong, and what to do. */
export type Fault = { readonly title: string; readonly detail?: string }

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

export type Field = {
  readonly element: HTMLElement
  readonly input: Control
  /** What is wrong with what was entered, before it is sent. */
  readonly check: () => string | undefined
  readonly fail: (fault: Fault) => void
  readonly clear: () => void
}

export type FrameOptions = {
  readonly label: string
  readonly hint?: string | undefined
  readonly input: Control
  /** What is drawn in place of the bare input, the input inside it. */
  readonly control?: HTMLElement
  readonly check?: () => string | undefined
}

/** A title as a sentence, for when another one follows it. */
export const sentence = (title: string): string => (/[.!?]$/.test(title) ? title : `${title}.`)

/** A choice with our own arrow: a browser's stands at the very edge, in each browser another one. */
export const withChevron = (select: HTMLSelectElement): HTMLElement =>
  el('span', { class: 'select' }, select, icon('down'))

const drawn = (input: Control): HTMLElement => (input instanceof HTMLSelectElement ? withChevron(input) : input)

/** A label, a hint, an input and its error, tied together for eyes and for screen readers. */
export const frame = ({ label, hint, input, control = drawn(input), check = () => undefined }: FrameOptions): Field => {
  const [id, hintId, errorId] = [freshId('field'), freshId('hint'), freshId('error')]
  input.id = id
  const error = el('p', { class: 'error', id: errorId, hidden: true })
  const describe = (failed: boolean) => {
    const ids = [...(failed ? [errorId] : []), ...(hint === undefined ? [] : [hintId])].join(' ')
    if (ids === '') input.removeAttribute('aria-describedby')
    else input.setAttribute('aria-describedby', ids)
  }
  describe(false)
  const clear = () => {
    error.hidden = true
    error.replaceChildren()
    input.removeAttribute('aria-invalid')
    describe(false)
  }
  const fail = ({ title, detail }: Fault) => {
    const said = detail === undefined ? title : el('span', {}, el('strong', {}, sentence(title)), ' ', detail)
    error.replaceChildren(icon('alert'), said)
    error.hidden = false
    input.setAttribute('aria-invalid', 'true')
    describe(true)
  }
  const element = el(
    'div',
    { class: 'field' },
    el('label', { for: id }, label),
    hint === undefined ? undefined : el('p', { class: 'hint', id: hintId }, hint),
    control,
    error,
  )
  return { element, input, check, fail, clear }
}

export type TextFieldOptions = {
  readonly label: string
  readonly name: string
  readonly type?: string
  readonly autocomplete: string
  readonly hint?: string
  readonly value?: string | undefined
  readonly inputmode?: string
  readonly longest?: number
  /** What is said when nothing was entered; left out, nothing needs to be. */
  readonly missing?: string
  readonly check?: (value: string) => string | undefined
}

export type TextField = Field & { readonly value: () => string }

export const textField = (options: TextFieldOptions): TextField => {
  const { label, name, type = 'text', autocomplete, hint, value, inputmode, longest, missing, check } = options
  const input = el('input', {
    ...{ name, type, autocomplete, value, inputmode, maxlength: longest },
    ...{ autocapitalize: 'none', spellcheck: 'false' },
  })
  if (missing !== undefined) input.setAttribute('aria-required', 'true')
  const entered = () => (type === 'password' ? input.value : input.value.trim())
  const judge = () => (entered() === '' ? missing : check?.(entered()))
  return { ...frame({ label, hint, input, check: judge }), value: entered }
}
