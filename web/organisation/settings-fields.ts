import { isTooWide, readNetwork } from '#core/network'
import type { AskOf, ReplyOf } from '../client/client.ts'
import { checkField } from '../ui/check-field.ts'
import { el } from '../ui/element.ts'
import { frame, textField } from '../ui/field.ts'
import { words } from '../ui/words.ts'
import { countryBoxes } from './country-boxes.ts'
import { organisationWords as say } from './words.ts'

export type Organisation = ReplyOf<'GET /organisation'>
export type Changes = NonNullable<AskOf<'PATCH /organisation'>['body']>

const { settings } = say

type Options = readonly (readonly [string, string])[]

const selectField = (name: string, label: string, options: Options, chosen: string) => {
  const input = el(
    'select',
    { name },
    ...options.map(([value, text]) => el('option', { value, selected: value === chosen }, text)),
  )
  return { ...frame({ label, input }), value: () => input.value }
}

const mostNetworks = 50

const networksField = (networks: readonly string[]) => {
  const input = el('textarea', { name: 'networks', rows: 3, spellcheck: 'false', autocapitalize: 'none' })
  input.defaultValue = networks.join('\n')
  const value = () => [...new Set(input.value.split(/[\s,;]+/).filter((range) => range !== ''))]
  const faultIn = (range: string): string | undefined => {
    const network = readNetwork(range)
    if (network === undefined) return settings.networkWrong(range)
    return isTooWide(network) && !networks.includes(range) ? settings.networkTooWide(range) : undefined
  }
  const check = () => {
    const fault = value()
      .map(faultIn)
      .find((one) => one !== undefined)
    if (fault !== undefined) return fault
    return value().length > mostNetworks ? settings.networksTooMany : undefined
  }
  return { ...frame({ label: settings.networks, hint: settings.networksHint, input, check }), value }
}

const countryFields = (it: Organisation) => {
  const judge = (ticked: readonly string[]) => {
    if (ticked.length === 0) return settings.countriesMissing
    const usual = country.value()
    return ticked.includes(usual) ? undefined : settings.countryLeftOut(words.countryName(usual))
  }
  const countries = countryBoxes(it.countries, judge)
  const named = countries.known.map((code) => [code, words.countryName(code)] as const)
  const country = selectField('country', settings.country, named, it.defaultCountry)
  return { country, countries }
}

const methods: Options = [
  ['sms', settings.sms],
  ['email', settings.email],
]

export const fieldsOf = (it: Organisation) => ({
  name: textField({
    ...{ label: settings.name, name: 'name', autocomplete: 'off' },
    ...{ value: it.name, missing: settings.nameMissing, longest: 100 },
  }),
  required: checkField(settings.required, settings.requiredHint, it.twoFactor.required),
  method: selectField('method', settings.method, methods, it.twoFactor.method),
  networks: networksField(it.twoFactor.exemptNetworks),
  trusted: checkField(settings.trusted, settings.trustedHint, it.trustedDevices.allowed),
  byEmail: checkField(settings.byEmail, settings.byEmailHint, it.emailCodesWhenSmsSpent),
  ...countryFields(it),
})

export type Fields = ReturnType<typeof fieldsOf>

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

const differing = <T extends object>(before: T, after: T): Partial<T> => {
  const pairs = Object.entries(after) as [keyof T, T[keyof T]][]
  return Object.fromEntries(pairs.filter(([name, value]) => !isSame(before[name], value))) as Partial<T>
}

// The boxes stand in another order than the list on file.
const countriesIn = (before: readonly string[], ticked: readonly string[]): string[] =>
  isSame([...before].sort(), [...ticked].sort()) ? [...before] : [...ticked]

const enteredIn = (it: Organisation, fields: Fields): Organisation => ({
  ...it,
  name: fields.name.value(),
  twoFactor: {
    required: fields.required.value(),
    method: fields.method.value() === 'email' ? 'email' : 'sms',
    exemptNetworks: fields.networks.value(),
  },
  trustedDevices: { allowed: fields.trusted.value() },
  emailCodesWhenSmsSpent: fields.byEmail.value(),
  defaultCountry: fields.country.value(),
  countries: countriesIn(it.countries, fields.countries.value()),
})

/** What was entered and is not so yet. Nothing else is sent: another admin may be changing that at the same time. */
export const changesOf = (it: Organisation, fields: Fields): Changes => {
  const { twoFactor, ...rest } = differing(it, enteredIn(it, fields))
  return twoFactor === undefined ? rest : { ...rest, twoFactor: differing(it.twoFactor, twoFactor) }
}
