import type { PasswordReasonWord } from '#core/password-policy'
import type { PinReason } from '#core/pin-policy'
import type { RefusalExtras } from '#core/refusal'
import type { Language } from '#core/texts/language'
import { reasons } from '#core/texts/reasons'

type Given = NonNullable<RefusalExtras['reasons']>
type PasswordReason = { readonly rule: PasswordReasonWord; readonly limit?: number; readonly word?: string }

const sayings = (word: string, given: Given, language: Language): readonly string[] => {
  const say = reasons[language]
  // The two refusals that carry reasons carry those of their own policy, and no other refusal carries any.
  if (word === 'pin_not_allowed') return (given as readonly PinReason[]).map((it) => say.pin[it.rule](it.digits))
  if (word === 'password_not_allowed')
    return (given as readonly PasswordReason[]).map((it) => say.password[it.rule](it))
  return []
}

/** Every rule that a new PIN or password breaks and what is at fault, each in a sentence; undefined for other refusals. */
export const whyRefused = (word: string, { reasons: given = [] }: RefusalExtras, language: Language) => {
  const said = new Set(sayings(word, given, language))
  return said.size === 0 ? undefined : [...said].join(' ')
}
