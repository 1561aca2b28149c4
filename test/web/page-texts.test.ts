import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accountPages } from '#core/texts/account-pages'
import { inboxPages } from '#core/texts/inbox-pages'
import { type Language, languages } from '#core/texts/language'
import { organisationPages } from '#core/texts/organisation-pages'
import { pages } from '#core/texts/pages'

const said = (value: unknown, path: string): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') return [3, 1].map((fact, turn) => [`${path}.${turn}`, String(value(fact, 4))])
  return Object.entries(value ?? {}).flatMap(([name, inside]) => said(inside, `${path}.${name}`))
}

const everyTextIn = (language: Language): ReadonlyMap<string, string> =>
  new Map([
    ...said({ ...pages[language], countryName: pages[language].countryName('GB') }, 'pages'),
    ...said(accountPages[language], 'account'),
    ...said(organisationPages[language], 'organisation'),
    ...said(inboxPages[language], 'inbox'),
  ])

test('every text of a page is there in every language, and none is empty or has a hole in it', () => {
  const wanted = [...everyTextIn('en').keys()].sort()
  assert.ok(wanted.length > 200, String(wanted.length))
  for (const language of languages) {
    const texts = everyTextIn(language)
    assert.deepEqual([...texts.keys()].sort(), wanted, language)
    for (const [path, text] of texts) {
      assert.ok(text.trim() === text && text !== '', `${language} ${path}`)
      assert.doesNotMatch(text, /undefined|\bnull\b|NaN|\[object|\$\{|\s\s/, `${language} ${path}: ${text}`)
    }
  }
})

test('no sentence of one language was left standing in another', () => {
  for (const [index, language] of languages.entries()) {
    for (const other of languages.slice(index + 1)) {
      const theirs = everyTextIn(other)
      for (const [path, text] of everyTextIn(language)) {
        // A single word, such as "PIN", may well be the same in two languages.
        if (text.split(' ').length >= 3) assert.notEqual(text, theirs.get(path), `${language} ${other} ${path}`)
      }
    }
  }
})
