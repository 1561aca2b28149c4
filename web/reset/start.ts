import { keepTyped, typed } from '../sign-in/flow.ts'
import { numberForm } from '../sign-in/number-form.ts'
import { addressField } from '../ui/address-field.ts'
import { api } from '../ui/api.ts'
import { keepDraft } from '../ui/draft.ts'
import { form } from '../ui/form.ts'
import { backButton, heading } from '../ui/heading.ts'
import { go, type Screen } from '../ui/router.ts'
import { words } from '../ui/words.ts'
import { progress } from './progress.ts'
import { keepReset, type Moved, pathOf, type Reset } from './reset.ts'

const begin = async (of: Reset['of'], { resetId, next, code }: Moved & { readonly resetId: string }) => {
  keepReset({ of, resetId, next, code })
  await go(pathOf(of, next))
}

const toSignIn = (path: string) => backButton(words.reset.backToSignIn, () => void go(path))

/** A forgotten PIN begins with the mobile number. */
export const pinResetScreen = (): Screen => {
  const { reset, number } = words
  const { element, screen } = numberForm({
    ...{ label: number.label, submit: words.submit, typed: typed() },
    run: async (entered) => {
      keepTyped(entered)
      await begin('pin', await api.call('POST /pin-reset', { body: entered }))
    },
  })
  const content = [toSignIn('/sign-in'), progress(1, 4), heading(reset.title, reset.lead), element]
  return { title: reset.title, content, ...screen }
}

/** A forgotten password begins with the e-mail address. */
export const passwordResetScreen = (): Screen => {
  const { passwordReset, email } = words
  const address = addressField({ label: email.label, autocomplete: 'username', value: typed().email })
  const run = async () => {
    keepTyped({ email: address.value() })
    await begin('password', await api.call('POST /password-reset', { body: { email: address.value() } }))
  }
  const element = form({
    ...{ fields: [address], body: [address.element], submit: words.submit, run },
    place: ({ code }) => (code === 'invalid_request' ? { fault: { title: email.notAddress } } : undefined),
  })
  const content = [toSignIn('/sign-in/email'), heading(passwordReset.title, passwordReset.lead), element]
  return { title: passwordReset.title, content, focus: address.input, leave: keepDraft(element).forget }
}
