import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { make } from '#adapters/common-passwords'
import { judgePassword, normalPassword, type PasswordReason } from '#core/password-policy'
import { filterOf, mayContain } from '#core/word-filter'

const { isCommon } = make()
const never = () => false

const reasonsFor = (password: string, words: readonly string[] = [], common = isCommon): readonly PasswordReason[] => {
  const verdict = judgePassword(password, { words, alone: false }, common)
  return verdict.allowed ? [] : verdict.reasons
}

test('A long password of any characters is allowed, whatever it is made of', () => {
  const theirs = [
    'the tram was late on tuesday',
    'ЖелтаяПодводнаяЛодка',
    '正しい馬電池ホチキス針',
    'kvxqzjwp',
    '🦊🦊🐝🐝🦔🦔🐙🐙',
    '        x',
  ]
  for (const password of theirs)
    assert.deepEqual(judgePassword(password, { words: [], alone: false }, isCommon), { allowed: true }, password)
})

test('A password is measured in characters, after accents were put together, and its limits are told', () => {
  assert.deepEqual(reasonsFor('kvxqzjw', [], never), [{ rule: 'too_short', limit: 8 }])
  assert.deepEqual(reasonsFor('e\u0301'.repeat(7), [], never), [{ rule: 'too_short', limit: 8 }])
  assert.deepEqual(reasonsFor('🦊'.repeat(7), [], never), [{ rule: 'too_short', limit: 8 }])
  assert.deepEqual(reasonsFor('e\u0301'.repeat(256), [], never), [])
  assert.deepEqual(reasonsFor('🦊'.repeat(256), [], never), [])
  assert.deepEqual(reasonsFor('🦊'.repeat(257), [], never), [{ rule: 'too_long', limit: 256 }])
})

test('The same keys on two devices make the same password', () => {
  assert.equal(normalPassword('e\u0301te\u0301'), normalPassword('été'))
  assert.notEqual(normalPassword('Été'), normalPassword('été'))
})

test('A password of the list is refused in any letter case, and with a year and a sign behind it', () => {
  const known = [
    'password',
    'PassWord',
    'iloveyou',
    '1234567890',
    'qwertyuiop',
    'sunshine2024!',
    'Dragon1984',
    'liverpool99',
  ]
  for (const password of known) assert.deepEqual(reasonsFor(password), [{ rule: 'common' }], password)
  assert.deepEqual(reasonsFor('dragon583920174'), [])
})

test('A password that is little more than a name others know is refused, and the name is told', () => {
  const words = ['Northgate Clinic', 'Anna Bergström', 'anna.b@example.com']
  assert.deepEqual(reasonsFor('NorthgateClinic1', words, never), [
    { rule: 'contains_name', word: 'northgate' },
    { rule: 'contains_name', word: 'clinic' },
  ])
  assert.deepEqual(reasonsFor('bergstro\u0308m-7', words, never), [{ rule: 'contains_name', word: 'bergström' }])
  assert.deepEqual(reasonsFor('anna walks to the harbour', words, never), [])
  assert.deepEqual(reasonsFor('kvxqzjwp', words, never), [])
})

test('A person is told of a common password and of a name in it at once', () => {
  assert.deepEqual(
    reasonsFor('northgate', ['Northgate'], () => true),
    [{ rule: 'common' }, { rule: 'contains_name', word: 'northgate' }],
  )
})

test('The list holds more than 300,000 passwords', () => {
  const filter = readFileSync(new URL('../../lambdas/adapters/common-passwords.bin', import.meta.url))
  const bits = filter.length * 8
  const filled = filter.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)
  const words = (-bits / 10) * Math.log(1 - filled / bits)
  assert.ok(words > 300_000, String(words))
})

test('About one good password in a thousand is refused by mistake, not more than one in five hundred', () => {
  const strangers = Array.from({ length: 50_000 }, (_, index) => `zq${(index * 7919).toString(36)}-${index}`)
  const mistaken = strangers.filter(isCommon).length
  assert.ok(mistaken > 0 && mistaken < strangers.length / 500, String(mistaken))
})

test('A filter never forgets a word', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ unit: 'binary' }), { minLength: 1 }), (words) => {
      const filter = filterOf(new Set(words))
      return words.every((word) => mayContain(filter, word))
    }),
  )
})
