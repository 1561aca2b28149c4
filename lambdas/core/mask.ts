// Country codes of one and two digits; all others have three.
const shortCountryCodes = /^\+(1|7|20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/

/** `+447700900123` → `+44 •••• •••123`. As many dots for every number, so that its length stays unknown. */
export const maskPhone = (e164: string): string => {
  const countryCode = shortCountryCodes.exec(e164)?.[0] ?? e164.slice(0, 4)
  return `${countryCode} •••• •••${e164.slice(countryCode.length).slice(-3)}`
}

/** `anna@example.com` → `a•••@example.com`. As many dots for every address; one letter alone is hidden too. */
export const maskEmail = (email: string): string => {
  const at = email.lastIndexOf('@')
  const [first = '', ...others] = Array.from(email.slice(0, Math.max(at, 0)))
  return `${others.length === 0 ? '' : first}•••${at === -1 ? '' : email.slice(at)}`
}
