// Letters that no decomposition takes apart.
const APART: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' },
}
/** In a key of an index: so many letters, of four bytes at most, are below the thousand bytes that one may have. */
const MOST_LETTERS = 200

/**
 * A name as it is ordered and looked for: without case, accents, apostrophes and other marks, so that Zoë, zoe and ZOË are one, and Anne-Marie is Anne Marie. Å and Ä are with A,
 * where readers of several languages look. Never empty: a name without a letter stands at its first sign.
 */
export const nameOrder = (name: string): string => {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’ʼ`´]/g, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => APART[letter] ?? letter)
  const words = plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  return [...(words || plain.trim() || name)].slice(0, MOST_LETTERS).join('')
}
