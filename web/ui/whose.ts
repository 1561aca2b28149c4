import { typed } from '../sign-in/flow.ts'
import { el } from './element.ts'

/** Password managers want to know whose secret a form holds; people have entered that on the step before. */
export const whose = (): HTMLElement =>
  el('input', {
    ...{ type: 'text', name: 'username', autocomplete: 'username', value: typed().phone ?? typed().email },
    ...{ class: 'unseen', readonly: true, tabindex: -1, 'aria-hidden': 'true' },
  })
