export type PasswordReasonWord = 'too_short' | 'too_long' | 'common' | 'contains_name'

/** `limit` is the length that was missed, in characters; `word` is the name at fault, in small letters. */
export type PasswordReason =
  | { readonly rule: 'too_short' | 'too_long'; readonly limit: number }
  | { readonly rule: 'common' }
  | { readonly rule: 'contains_name'; readonly word: string }

export type PasswordVerdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reasons: readonly PasswordReason[] }

/**
 * Names others know: of the organisation, the service and the person, and the e-mail address. Split here, so give them whole. `alone`: whether the
 * password may be all that is asked for.
 */
export type PasswordFacts = { readonly words: readonly string[]; readonly alone: boolean }

export const passwordLengths = { shortest: 8, shortestAlone: 15, longest: 256 }

const shortestName = 4
const longestTail = 5
const shortestStem = 5

const charactersIn = (text: string): number => Array.from(text).length

/** The one spelling of a password that is judged and hashed: the same keys give the same bytes on every device. */
export const normalPassword = (typed: string): string => typed.normalize('NFC')

/** The spelling in which passwords are compared with lists and names. */
export const foldPassword = (password: string): string => normalPassword(password).toLowerCase()

/** `sunshine2024!` without the year and the sign that make it look new; undefined where more than a tail would go. */
const stemOf = (folded: string): string | undefined => {
  const stem = folded.replace(/[^\p{L}]+$/u, '')
  const tail = charactersIn(folded) - charactersIn(stem)
  return tail > 0 && tail <= longestTail && charactersIn(stem) >= shortestStem ? stem : undefined
}

const namesIn = (words: readonly string[]): readonly string[] =>
  words
    .flatMap((word) => foldPassword(word).split(/[^\p{L}\p{N}]+/u))
    .filter((name) => charactersIn(name) >= shortestName)
    .sort((a, b) => b.length - a.length)

/** The names a password leans on, when too little of its own is left without them. */
const namesLeantOn = (folded: string, words: readonly string[]): readonly string[] => {
  const found: string[] = []
  const rest = namesIn(words).reduce((left, name) => {
    if (!left.includes(name)) return left
    found.push(name)
    return left.replaceAll(name, '')
  }, folded)
  return charactersIn(rest) < passwordLengths.shortest ? found : []
}

/**
 * The password policy: length in characters, nothing common, little more than a name. No rule about which characters.
 * `isCommon` is asked for the folded password and for its stem; an answer of "yes" by mistake only costs another choice.
 */
export const judgePassword = (
  password: string,
  { words, alone }: PasswordFacts,
  isCommon: (folded: string) => boolean,
): PasswordVerdict => {
  const { longest } = passwordLengths
  const shortest = alone ? passwordLengths.shortestAlone : passwordLengths.shortest
  const length = charactersIn(normalPassword(password))
  if (length < shortest) return { allowed: false, reasons: [{ rule: 'too_short', limit: shortest }] }
  if (length > longest) return { allowed: false, reasons: [{ rule: 'too_long', limit: longest }] }
  const folded = foldPassword(password)
  const stem = stemOf(folded)
  const reasons: PasswordReason[] = namesLeantOn(folded, words).map((word) => ({ rule: 'contains_name', word }))
  if (isCommon(folded) || (stem !== undefined && isCommon(stem))) reasons.unshift({ rule: 'common' })
  return reasons.length === 0 ? { allowed: true } : { allowed: false, reasons }
}

export type CommonPasswords = {
  /** Whether a folded password, or the stem of one, is among those guessed first. Says yes by mistake for one in a thousand. */
  isCommon(folded: string): boolean
}
