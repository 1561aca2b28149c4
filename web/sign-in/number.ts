import { api } from '../ui/api.ts'
import { form } from '../ui/form.ts'
import { heading, link, links } from '../ui/heading.ts'
import { phoneField } from '../ui/phone-field.ts'
import { go, type Screen } from '../ui/router.ts'
import { site } from '../ui/site.ts'
import { words } from '../ui/words.ts'
import { keepFlow, keepTyped, pathOf, typed } from './flow.ts'

const { number } = words

/** The first step: a mobile number. */
export const numberScreen = (): Screen => {
  const phone = phoneField({ label: number.label, value: typed().phone, country: typed().country })
  const run = async () => {
    const entered = { phone: phone.value(), country: phone.country() }
    keepTyped(entered)
    const { loginId, next, code } = await api.call('POST /login/phone', { body: entered })
    keepFlow({ by: 'phone', loginId, next, code, trusted: next === 'pin' })
    await go(pathOf({ next }))
  }
  const element = form({
    fields: [phone],
    body: [phone.element],
    submit: words.submit,
    run,
    place: ({ code }) => (code === 'invalid_request' ? { fault: { title: number.notMobile } } : undefined),
  })
  return {
    title: number.title,
    content: [
      heading(number.title, number.lead(site.serviceName)),
      element,
      links(link('/sign-in/email', number.byEmail), link('/reset-pin', number.forgot)),
    ],
    focus: phone.input,
  }
}
