import type { PinReason } from '#core/pin-policy'
import type { ProblemFacts } from '../client/problem.ts'
import { type CodeField, codeField } from '../ui/code-field.ts'
import type { Placed } from '../ui/form.ts'
import { words } from '../ui/words.ts'
import { placesOf, reasonsWhileTyping, verdictList } from './pin-verdict.ts'
import { reasonTexts } from './reason-texts.ts'

export type PinPair = {
  readonly fields: readonly [CodeField, CodeField]
  readonly elements: readonly HTMLElement[]
  readonly value: () => string
  /** Shows what the server found wrong with it beside the digits; undefined for other problems. */
  readonly place: (problem: ProblemFacts) => Placed | undefined
}

/** A new PIN, twice, judged while it is typed by the rule that the server applies. */
export const pinPair = async (): Promise<PinPair> => {
  const { newPin } = words
  const list = verdictList((await reasonTexts()).pin)
  const show = (reasons: readonly PinReason[]) => {
    first.mark(placesOf(reasons))
    list.show(reasons, first.value())
  }
  const base = { missing: words.pin.missing, autocomplete: 'new-password' } as const
  // What was wrong with the one before does not stand beside the one that is typed now.
  const changed = () => {
    first.clear()
    show(reasonsWhileTyping(first.value()))
  }
  const first = codeField({ ...base, label: newPin.label, name: 'pin', changed })
  const repeat = codeField({ ...base, label: newPin.repeat, name: 'repeat' })
  const allowed = () => first.check() ?? (reasonsWhileTyping(first.value()).length > 0 ? newPin.refused : undefined)
  const same = () => repeat.check() ?? (repeat.value() === first.value() ? undefined : newPin.different)
  const place = ({ code, title, reasons = [] }: ProblemFacts): Placed | undefined => {
    if (code !== 'pin_not_allowed') return undefined
    show(reasons as readonly unknown[] as readonly PinReason[])
    return { fault: { title }, at: 0 }
  }
  return {
    fields: [
      { ...first, check: allowed },
      { ...repeat, check: same },
    ],
    elements: [first.element, list.element, repeat.element],
    value: first.value,
    place,
  }
}
