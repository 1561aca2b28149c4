import { keepDraft } from '../ui/draft.ts'
import { type FormOptions, form } from '../ui/form.ts'
import { organisationWords as say } from './words.ts'

export type SavingForm = { readonly element: HTMLFormElement; readonly leave: () => void }

/** A form that keeps what was entered over a reload, until it is saved or left. */
export const savingForm = (options: Omit<FormOptions, 'submit'> & { readonly submit?: string }): SavingForm => {
  const run = async () => {
    await options.run()
    draft.forget()
  }
  const element = form({ submit: say.save, ...options, run })
  const draft = keepDraft(element)
  return { element, leave: draft.forget }
}
