import { signedIn } from '../account/session.ts'
import type { ReplyOf } from '../client/client.ts'
import { checkField } from '../ui/check-field.ts'
import { el, freshId } from '../ui/element.ts'
import { frame, textField } from '../ui/field.ts'
import { form } from '../ui/form.ts'
import { heading } from '../ui/heading.ts'
import { notice } from '../ui/notices.ts'
import type { Screen } from '../ui/router.ts'
import { site } from '../ui/site.ts'
import { words } from '../ui/words.ts'
import { places } from './places.ts'
import { organisationWords as say } from './words.ts'

type Organisation = ReplyOf<'GET /organisation'>

const { settings } = say

const select = (name: string, label: string, options: readonly (readonly [string, string])[], chosen: string) => {
  const input = el(
    'select',
    { name },
    ...options.map(([value, text]) => el('option', { value, selected: value === chosen }, text)),
  )
  return { ...frame({ label, input }), value: () => input.value }
}

const networksField = (networks: readonly string[]) => {
  const [id, hintId] = [freshId('networks'), freshId('hint')]
  const area = el('textarea', { id, name: 'networks', rows: 3, spellcheck: 'false', 'aria-describedby': hintId })
  area.value = networks.join('\n')
  const element = el(
    'div',
    { class: 'field' },
    el('label', { for: id }, settings.networks),
    el('p', { class: 'hint', id: hintId }, settings.networksHint),
    area,
  )
  return { element, value: () => area.value.split(/[\s,]+/).filter((range) => range !== '') }
}

const countryBoxes = (chosen: readonly string[]) => {
  const known = [...new Set([...site.countries.map(({ code }) => code), ...chosen])]
  const boxes = known.map((code) => {
    const input = el('input', { type: 'checkbox', name: 'countries', value: code, checked: chosen.includes(code) })
    return { input, element: el('label', { class: 'tick' }, input, words.countryName(code)) }
  })
  const element = el(
    'fieldset',
    {},
    el('legend', {}, settings.countries),
    el('div', { class: 'ticks' }, ...boxes.map((box) => box.element)),
  )
  const value = () => boxes.filter(({ input }) => input.checked).map(({ input }) => input.value)
  return { element, value, known }
}

const fieldsOf = (it: Organisation) => {
  const countries = countryBoxes(it.countries)
  const named = countries.known.map((code) => [code, words.countryName(code)] as const)
  return {
    name: textField({
      ...{ label: settings.name, name: 'name', autocomplete: 'off' },
      ...{ value: it.name, missing: settings.nameMissing },
    }),
    required: checkField(settings.required, settings.requiredHint, it.twoFactor.required),
    method: select(
      'method',
      settings.method,
      [
        ['sms', settings.sms],
        ['email', settings.email],
      ],
      it.twoFactor.method,
    ),
    networks: networksField(it.twoFactor.exemptNetworks),
    trusted: checkField(settings.trusted, settings.trustedHint, it.trustedDevices.allowed),
    byEmail: checkField(settings.byEmail, settings.byEmailHint, it.emailCodesWhenSmsSpent),
    country: select('country', settings.country, named, it.defaultCountry),
    countries,
  }
}

/** What an organisation decides for its people. */
export const settingsScreen = async (): Promise<Screen> => {
  const fields = fieldsOf(await signedIn.call('GET /organisation'))
  const { name, required, method, networks, trusted, byEmail, country, countries } = fields
  const run = async () => {
    const twoFactor = {
      required: required.value(),
      method: method.value() === 'email' ? ('email' as const) : ('sms' as const),
      exemptNetworks: networks.value(),
    }
    const body = {
      ...{ name: name.value(), twoFactor, trustedDevices: { allowed: trusted.value() } },
      ...{ emailCodesWhenSmsSpent: byEmail.value(), defaultCountry: country.value(), countries: countries.value() },
    }
    await signedIn.call('PATCH /organisation', { body })
    notice({ tone: 'good', title: say.saved })
  }
  const body = [name, required, method, networks, trusted, byEmail, country, countries].map(({ element }) => element)
  const element = form({ fields: [name, method, country], body, submit: say.save, run })
  element.classList.add('roomy')
  return {
    title: settings.title,
    content: [places('/admin/settings'), heading(settings.title), el('div', { class: 'panel' }, element)],
  }
}
