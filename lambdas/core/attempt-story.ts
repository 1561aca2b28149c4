import type { Footprint } from './login.ts'
import type { Language } from './texts/language.ts'
import { type TrailWord, trail } from './texts/trail.ts'

/** One line of "Why could X not get in?": what happened, and the sentence an administrator reads. */
export type StoryLine = { readonly at: number; readonly word: TrailWord; readonly sentence: string }

const isTrailWord = (word: string): word is TrailWord => Object.hasOwn(trail.en, word)

// A try is charged before anything is compared, so the trail says "tried" first. What came of it stands right behind; nothing there means wrong.
const tries = new Map<string, { readonly wrong: TrailWord; readonly outcomes: readonly string[] }>(
  Object.entries({
    code_tried: {
      wrong: 'wrong_code',
      outcomes: [
        'earlier_code',
        'code_expired',
        'code_right',
        'sms_code_right',
        'email_code_right',
        'wrong_code',
        'not_compared',
      ],
    },
    pin_tried: {
      wrong: 'wrong_pin',
      outcomes: ['signed_in', 'wrong_pin', 'pin_wait', 'pin_disabled', 'limit_reached', 'not_compared'],
    },
    password_tried: { wrong: 'wrong_password', outcomes: ['signed_in', 'password_right', 'wrong_password'] },
  }),
)

const synonyms = new Map<string, TrailWord>([['sent_again', 'resent']])

const wordOf = (word: string, next: string | undefined): string | undefined => {
  const tried = tries.get(word)
  if (tried === undefined) return synonyms.get(word) ?? word
  return next !== undefined && tried.outcomes.includes(next) ? undefined : tried.wrong
}

/** An attempt's footprints as sentences, oldest first. A word without a sentence is left out. */
export const storyOf = (footprints: readonly Footprint[], language: Language): readonly StoryLine[] => {
  const inOrder = [...footprints].sort((a, b) => a.at - b.at)
  return inOrder.flatMap(({ at, word: noted }, index) => {
    const word = wordOf(noted, inOrder[index + 1]?.word)
    return word !== undefined && isTrailWord(word) ? [{ at, word, sentence: trail[language][word] }] : []
  })
}
