import { typed } from '../sign-in/flow.ts'
import { el } from './element.ts'

/** Password managers want to know whose secret a form holds; people have entered that on the step before, or are signed in. Stands before the secret. */
export const whose = (who = typed().phone ?? typed().email): HTMLElement =>
  el('input', {
    ...{ type: 'text', name: 'username', autocomplete: 'username', value: who },
    ...{ class: 'unseen', readonly: true, tabindex: -1, 'aria-hidden': 'true' },
  })
