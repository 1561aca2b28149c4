import { api } from '../ui/api.ts'
import { heading, link, links } from '../ui/heading.ts'
import type { Screen } from '../ui/router.ts'
import { go } from '../ui/router.ts'
import { site } from '../ui/site.ts'
import { words } from '../ui/words.ts'
import { keepFlow, keepTyped, pathOf, typed } from './flow.ts'
import { numberForm } from './number-form.ts'

const { number } = words

/** The first step: a mobile number. */
export const numberScreen = (): Screen => {
  const { element, screen } = numberForm({
    ...{ label: number.label, submit: words.submit, typed: typed() },
    run: async (entered) => {
      keepTyped(entered)
      const { loginId, next, code } = await api.call('POST /login/phone', { body: entered })
      keepFlow({ by: 'phone', loginId, next, code, trusted: next === 'pin' })
      await go(pathOf({ next }))
    },
  })
  return {
    title: number.title,
    content: [
      heading(number.title, number.lead(site.serviceName)),
      element,
      links(link('/sign-in/email', number.byEmail), link('/reset-pin', number.forgot)),
    ],
    ...screen,
  }
}
