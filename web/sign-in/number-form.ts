import type { ProblemFacts } from '../client/problem.ts'
import { keepDraft } from '../ui/draft.ts'
import { form } from '../ui/form.ts'
import { phoneField } from '../ui/phone-field.ts'
import type { Screen } from '../ui/router.ts'
import { words } from '../ui/words.ts'

type Entered = { readonly phone: string; readonly country: string }

export type NumberFormOptions = {
  readonly label: string
  readonly submit: string
  /** What stands in it to begin with. */
  readonly typed?: Partial<Entered>
  readonly run: (entered: Entered) => Promise<void>
  readonly leave?: (problem: ProblemFacts) => boolean
}

/** A form for one mobile number. */
export const numberForm = ({ label, submit, typed = {}, run, leave }: NumberFormOptions) => {
  const phone = phoneField({ label, value: typed.phone, country: typed.country })
  const element = form({
    ...{ fields: [phone], body: [phone.element], submit, leave },
    run: () => run({ phone: phone.value(), country: phone.country() }),
    place: ({ code }) => (code === 'invalid_request' ? { fault: { title: words.number.notMobile } } : undefined),
  })
  const screen: Pick<Screen, 'focus' | 'leave'> = { focus: phone.input, leave: keepDraft(element).forget }
  return { element, screen }
}
