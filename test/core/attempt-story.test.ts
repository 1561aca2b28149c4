import assert from 'node:assert/strict'
import { test } from 'node:test'
import { storyOf } from '#core/attempt-story'
import { attemptOfLogin } from '#core/attempts'
import type { Login } from '#core/login'

const footprints = (...words: readonly string[]) => words.map((word, index) => ({ at: 1000 + index, word }))
const wordsOf = (...words: readonly string[]) => storyOf(footprints(...words), 'en').map(({ word }) => word)

test('An administrator reads what came of each try, and not that it was charged first', () => {
  assert.deepEqual(
    wordsOf(
      'started',
      'code_tried',
      'code_tried',
      'earlier_code',
      'sent_again',
      'code_tried',
      'code_right',
      'pin_tried',
    ),
    ['started', 'wrong_code', 'earlier_code', 'resent', 'code_right', 'wrong_pin'],
  )
  assert.deepEqual(wordsOf('trusted_device', 'pin_tried', 'pin_tried', 'signed_in'), [
    'trusted_device',
    'wrong_pin',
    'signed_in',
  ])
})

test('A try just before the person went back is read as a wrong one', () => {
  assert.deepEqual(wordsOf('started', 'code_tried', 'cancelled'), ['started', 'wrong_code', 'cancelled'])
})

test('An administrator reads the story in order of time and in their own language', () => {
  const [first, second] = storyOf(
    [
      { at: 2, word: 'signed_in' },
      { at: 1, word: 'started' },
    ],
    'fi',
  )
  assert.deepEqual(first, { at: 1, word: 'started', sentence: 'Aloitti kirjautumisen.' })
  assert.deepEqual(second, { at: 2, word: 'signed_in', sentence: 'Kirjautui sisään.' })
})

test('A word that is no event of an attempt is left out', () => {
  assert.deepEqual(wordsOf('toString', '__proto__', 'started', 'constructor'), ['started'])
})

test('What somebody does with a login that became a session is told after the sign-in', () => {
  const trail = footprints('started', 'pin_tried', 'pin_tried', 'not_compared', 'cancelled')
  const { trail: told } = attemptOfLogin({ trail, sends: 1 } as unknown as Login, 1001)
  assert.deepEqual(
    storyOf(told, 'en').map(({ word }) => word),
    ['started', 'signed_in', 'cancelled'],
  )
})

test('A right code is told before the sign-in that came of it, although the session was begun before it was marked as used', () => {
  const trail = footprints('started', 'code_tried', 'code_right')
  const { trail: told } = attemptOfLogin({ trail, sends: 1 } as unknown as Login, 1001)
  assert.deepEqual(
    storyOf(told, 'en').map(({ word }) => word),
    ['started', 'code_right', 'signed_in'],
  )
})
