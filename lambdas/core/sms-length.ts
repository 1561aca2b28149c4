const gsm =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const gsmTwice = '\f^{}\\[~]|€'

/** How a text travels: `units` are septets in the GSM alphabet, else 16-bit units. Every segment is billed as one message. */
export type SmsLength = { readonly alphabet: 'gsm' | 'ucs2'; readonly units: number; readonly segments: number }

const segmentsOf = (units: number, alone: number, joined: number): number =>
  units <= alone ? 1 : Math.ceil(units / joined)

/** The length of a text message as networks count it: 160 GSM letters or 70 others in one, 153 or 67 each when joined. */
export const smsLength = (text: string): SmsLength => {
  const characters = Array.from(text)
  if (!characters.every((character) => gsm.includes(character) || gsmTwice.includes(character))) {
    return { alphabet: 'ucs2', units: text.length, segments: segmentsOf(text.length, 70, 67) }
  }
  const units = characters.reduce((sum, character) => sum + (gsmTwice.includes(character) ? 2 : 1), 0)
  return { alphabet: 'gsm', units, segments: segmentsOf(units, 160, 153) }
}
