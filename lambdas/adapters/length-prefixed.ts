/** One letter for each byte; text of ASCII alone is so already. */
const asLetters = (part: string | Uint8Array): string => {
  if (typeof part !== 'string') return Buffer.from(part).toString('latin1')
  return Buffer.byteLength(part) === part.length ? part : Buffer.from(part).toString('latin1')
}

/** Four of them. */
const sizeLetters = (size: number): string =>
  String.fromCharCode((size >>> 24) & 255, (size >>> 16) & 255, (size >>> 8) & 255, size & 255)

/** Joins parts so that no two different lists give the same bytes: each part is led by its length. */
export const lengthPrefixed = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  let letters = ''
  for (const part of parts) {
    const each = asLetters(part)
    letters += sizeLetters(each.length) + each
  }
  return Buffer.from(letters, 'latin1')
}
