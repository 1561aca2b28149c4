export type PhoneNumber = { readonly e164: string; readonly country: string }

export type Numbers = {
  /** The mobile number that any usual spelling means, or undefined for what is none. */
  read(text: string, defaultCountry: string): PhoneNumber | undefined
  /** Whether this is the ISO code of a country whose numbers can be read: `UK` is none. */
  knows(country: string): boolean
}
