import { type TextField, textField } from './field.ts'
import { words } from './words.ts'

const { email: say } = words

export type AddressFieldOptions = {
  readonly label: string
  /** `username` where it says who signs in, `email` where it is only an address. */
  readonly autocomplete: 'username' | 'email'
  readonly value?: string | undefined
}

/** An e-mail address, judged only as far as a typing error shows. */
export const addressField = (options: AddressFieldOptions): TextField =>
  textField({
    ...{ ...options, name: 'email', type: 'email', inputmode: 'email', missing: say.missing },
    check: (value) => (/^\S+@\S+$/.test(value) ? undefined : say.notAddress),
  })
