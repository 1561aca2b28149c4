import { addressField } from '../ui/address-field.ts'
import { api } from '../ui/api.ts'
import { form } from '../ui/form.ts'
import { heading, link, links } from '../ui/heading.ts'
import { go, type Screen } from '../ui/router.ts'
import { passwordField } from '../ui/secret-field.ts'
import { site } from '../ui/site.ts'
import { words } from '../ui/words.ts'
import { finish } from './finish.ts'
import { keepFlow, keepTyped, pathOf, typed } from './flow.ts'

const { email: say } = words

/** The first step by e-mail: address and password. */
export const emailScreen = (): Screen => {
  const address = addressField({ label: say.label, autocomplete: 'username', value: typed().email })
  address.input.addEventListener('input', () => keepTyped({ email: address.value() }))
  const password = passwordField({
    ...{ label: say.password, name: 'password', autocomplete: 'current-password' as const },
    missing: say.passwordMissing,
  })
  const run = async () => {
    const body = { email: address.value(), password: password.value() }
    const reply = await api.call('POST /login/email', { body })
    if (!('loginId' in reply)) return finish()
    const { loginId, next, code } = reply
    keepFlow({ by: 'email', loginId, next, code, trusted: false })
    await go(pathOf({ next }))
  }
  const element = form({
    fields: [address, password],
    body: [address.element, password.element],
    submit: words.signIn,
    run,
    place: ({ code }) => (code === 'invalid_request' ? { fault: { title: say.notAddress } } : { at: 1 }),
  })
  return {
    title: say.title,
    content: [
      heading(say.title, say.lead(site.serviceName)),
      element,
      links(link('/sign-in', say.byPhone), link('/reset-password', say.forgot)),
    ],
    focus: typed().email === undefined ? address.input : password.input,
  }
}
