import { el } from './element.ts'
import { frame, type TextField } from './field.ts'
import { icon } from './icons.ts'
import { site } from './site.ts'
import { words } from './words.ts'

export type PhoneField = TextField & { readonly country: () => string }

const isServed = (country: string | undefined): country is string => site.countries.some(({ code }) => code === country)

const regionOf = (tag: string): string | undefined => {
  try {
    return new Intl.Locale(tag).region
  } catch {
    return undefined
  }
}

/** The country somebody most likely writes from: the browser's, where it is one we send to. */
const likelyCountry = (): string => navigator.languages.map(regionOf).find(isServed) ?? site.defaultCountry

const countryPicker = (chosen: string): { readonly element: HTMLElement; readonly select: HTMLSelectElement } => {
  const named = site.countries.map(({ code, calling }) => ({ code, calling, name: words.countryName(code) }))
  const options = named
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(({ code, calling, name }) =>
      el('option', { value: code, selected: code === chosen, 'data-calling': calling }, `${name} (+${calling})`),
    )
  const shown = el('span', { class: 'calling', 'aria-hidden': 'true' })
  const select = el(
    'select',
    { name: 'country', 'aria-label': words.country, autocomplete: 'tel-country-code' },
    ...options,
  )
  const draw = () => {
    shown.textContent = `${select.value} +${select.selectedOptions[0]?.dataset.calling ?? ''}`
  }
  select.addEventListener('change', draw)
  draw()
  return { element: el('span', { class: 'country' }, shown, icon('down'), select), select }
}

export type PhoneFieldOptions = {
  readonly label: string
  readonly value?: string | undefined
  readonly country?: string | undefined
  /** `off` where it is somebody else's number. */
  readonly autocomplete?: 'tel' | 'off'
  readonly optional?: boolean
}

/** A mobile number in any spelling, with the country it is read in when it does not say itself. */
export const phoneField = (options: PhoneFieldOptions): PhoneField => {
  const { label, value, country, autocomplete = 'tel', optional = false } = options
  const input = el('input', {
    ...{ name: 'phone', type: 'tel', inputmode: 'tel', autocomplete, value },
    'aria-required': optional ? undefined : 'true',
  })
  const picker = countryPicker(isServed(country) ? country : likelyCountry())
  const control = el('span', { class: 'phone' }, picker.element, input)
  const entered = () => input.value.trim()
  const check = () => {
    if (entered() === '') return optional ? undefined : words.number.missing
    return entered().replace(/\D/g, '').length < 5 ? words.number.notMobile : undefined
  }
  const field = frame({ label, hint: words.number.hint, input, control, check })
  return { ...field, value: entered, country: () => picker.select.value }
}
