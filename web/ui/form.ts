import { Problem, type ProblemFacts } from '../client/problem.ts'
import { el } from './element.ts'
import { faultLine } from './fault-line.ts'
import type { Fault, Field } from './field.ts'
import { keep, kept } from './kept.ts'
import { words } from './words.ts'

/** A problem as this page says it, else as the API does, and at which field, or above the button; without a place at the first field. */
export type Placed = { readonly fault?: Fault; readonly at?: number; readonly atButton?: boolean }

export type FormOptions = {
  readonly fields: readonly Field[]
  /** Fields, and what stands between them, in the order they are read. */
  readonly body: readonly Node[]
  readonly submit: string
  readonly run: () => Promise<void>
  /** What this form says differently from the API; undefined leaves it at the API's sentences. */
  readonly place?: (problem: ProblemFacts) => Placed | undefined
  /** Takes over: the problem ends the step and is said elsewhere. */
  readonly leave?: (problem: ProblemFacts) => boolean
}

type KeptFault = { readonly path: string; readonly at: number; readonly atButton: boolean; readonly fault: Fault }

/** A problem in words: the API's own, or ours where it did not get to say any. */
export const faultOf = ({ code, title, detail, requestId }: ProblemFacts): Fault => {
  if (code === 'offline') return { title: words.offline.title, detail: words.offline.detail }
  return code === 'unavailable' && requestId === undefined ? words.unavailable : { title, detail }
}

/** The same where somebody entered something: it is still there. */
const formFaultOf = (facts: ProblemFacts): Fault =>
  facts.code === 'offline' ? { title: words.offline.title, detail: words.offline.kept } : faultOf(facts)

const showFault = (fields: readonly Field[], at: number, fault: Fault, focus: boolean): void => {
  const field = fields[at] ?? fields[0]
  field?.fail(fault)
  if (!focus) return
  field?.input.focus()
  // What is typed now takes the place of what was wrong.
  if (field?.input instanceof HTMLInputElement && field.input.type !== 'checkbox') field.input.select()
}

const checkAll = (fields: readonly Field[]): boolean => {
  for (const field of fields) field.clear()
  const faults = fields.map((field) => field.check())
  for (const [at, fault] of faults.entries()) if (fault !== undefined) fields[at]?.fail({ title: fault })
  const first = faults.findIndex((fault) => fault !== undefined)
  fields[first]?.input.focus()
  return first === -1
}

const keepFault = (fault: KeptFault | undefined): void => keep('fault', fault)

/** Shows that a button is at work; what else it may do meanwhile is the caller's to say. */
export const busyWith = (button: HTMLButtonElement, busy: boolean): void => {
  button.classList.toggle('busy', busy)
  button.setAttribute('aria-disabled', String(busy))
}

/** A form that checks, sends once at a time, and says beside the field what went wrong, also after a reload. */
export const form = (options: FormOptions): HTMLFormElement => {
  const { fields, body, submit, run } = options
  const button = el('button', { type: 'submit', class: 'button' }, el('span', {}, submit))
  const line = faultLine()
  let busy = false
  const show = ({ at, atButton, fault }: KeptFault, focus: boolean) =>
    atButton ? line.say(fault) : showFault(fields, at, fault, focus)
  const fail = (problem: ProblemFacts) => {
    if (options.leave?.(problem) === true) return
    const { fault = formFaultOf(problem), at = 0, atButton = false } = options.place?.(problem) ?? {}
    const found = { path: location.pathname, at, atButton, fault }
    keepFault(found)
    show(found, true)
  }
  const send = async () => {
    if (busy) return
    line.clear()
    if (!checkAll(fields)) return
    keepFault(undefined)
    busy = true
    busyWith(button, true)
    try {
      await run()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      fail(error.facts)
    } finally {
      busy = false
      busyWith(button, false)
    }
  }
  const element = el('form', { novalidate: true, method: 'post' }, ...body, line.element, button)
  element.addEventListener('submit', (event) => {
    event.preventDefault()
    void send()
  })
  const earlier = kept<KeptFault>('fault')
  if (earlier?.path === location.pathname) show(earlier, false)
  else keepFault(undefined)
  return element
}
