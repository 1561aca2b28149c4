import type { PasswordReasonWord } from '#core/password-policy'
import type { Reasons } from '#core/texts/reasons/en'
import type { ProblemFacts } from '../client/problem.ts'
import type { TextField } from '../ui/field.ts'
import type { Placed } from '../ui/form.ts'
import { passwordField } from '../ui/secret-field.ts'
import { words } from '../ui/words.ts'
import { reasonTexts } from './reason-texts.ts'

export type PasswordPair = {
  readonly fields: readonly [TextField, TextField]
  readonly elements: readonly HTMLElement[]
  readonly value: () => string
  readonly place: (problem: ProblemFacts) => Placed | undefined
}

type Reason = { readonly rule: PasswordReasonWord; readonly limit?: number; readonly word?: string }

const sentencesOf = (reasons: readonly Reason[], say: Reasons['password']): string =>
  reasons.map((reason) => say[reason.rule]?.(reason) ?? '').join(' ')

/** A new password, twice; why one is refused stands beside it. */
export const passwordPair = async (): Promise<PasswordPair> => {
  const { newPassword, email } = words
  const say = (await reasonTexts()).password
  const base = { autocomplete: 'new-password', missing: email.passwordMissing } as const
  const first = passwordField({ ...base, label: newPassword.label, name: 'password' })
  const repeat = passwordField({ ...base, label: newPassword.repeat, name: 'repeat' })
  const same = () => repeat.check() ?? (repeat.value() === first.value() ? undefined : newPassword.different)
  const place = ({ code, title, detail, reasons = [] }: ProblemFacts): Placed | undefined => {
    if (code !== 'password_not_allowed') return undefined
    const said = sentencesOf(reasons as readonly unknown[] as readonly Reason[], say)
    return { fault: { title, detail: said === '' ? detail : said }, at: 0 }
  }
  return {
    fields: [first, { ...repeat, check: same }],
    elements: [first.element, repeat.element],
    value: first.value,
    place,
  }
}
