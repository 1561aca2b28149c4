import { languages } from '#core/texts/language'
import { keepDraft } from '../ui/draft.ts'
import { el } from '../ui/element.ts'
import { frame, textField } from '../ui/field.ts'
import { form } from '../ui/form.ts'
import { backButton, heading } from '../ui/heading.ts'
import { languageNames, languageOf } from '../ui/language.ts'
import { noticeLater } from '../ui/notices.ts'
import { go, type Screen } from '../ui/router.ts'
import { signedIn } from './session.ts'
import { accountWords as say } from './words.ts'

export const backToAccount = (): HTMLElement => backButton(say.back, () => void go('/account'))

/** Name and language. */
export const profileScreen = async (): Promise<Screen> => {
  const me = await signedIn.call('GET /me')
  const { profile } = say
  const name = textField({
    ...{ label: profile.name, name: 'name', autocomplete: 'name' },
    ...{ value: me.name, missing: profile.nameMissing },
  })
  const now = languageOf(me.locale)
  const select = el(
    'select',
    { name: 'locale' },
    ...languages.map((tag) => el('option', { value: tag, selected: tag === now, lang: tag }, languageNames[tag])),
  )
  const locale = frame({ label: profile.locale, input: select })
  const run = async () => {
    const chosen = select.value === now ? me.locale : select.value
    await signedIn.call('PATCH /me', { body: { name: name.value(), locale: chosen } })
    noticeLater({ tone: 'good', title: say.saved })
    await go('/account')
  }
  const element = form({ fields: [name, locale], body: [name.element, locale.element], submit: say.save, run })
  return {
    title: profile.title,
    content: [backToAccount(), heading(profile.title), element],
    focus: name.input,
    leave: keepDraft(element).forget,
  }
}
