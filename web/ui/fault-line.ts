import { el } from './element.ts'
import { type Fault, sentence } from './field.ts'
import { icon } from './icons.ts'

export type FaultLine = {
  readonly element: HTMLElement
  readonly say: (fault: Fault) => void
  readonly clear: () => void
}

/** What went wrong with no field in particular, said aloud where somebody just pressed. */
export const faultLine = (): FaultLine => {
  const element = el('p', { class: 'error', role: 'alert', hidden: true })
  const clear = () => {
    element.hidden = true
    element.replaceChildren()
  }
  const say = ({ title, detail }: Fault) => {
    const words = detail === undefined ? title : el('span', {}, el('strong', {}, sentence(title)), ` ${detail}`)
    element.replaceChildren(icon('alert'), words)
    element.hidden = false
  }
  return { element, say, clear }
}
