import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { mostInYear } from '#core/bucket'
import { LIMITS } from '#core/limits'
import { DAY } from '#core/time'

/** The chance that one guess is right: a code is one of a million. */
const CODE = 1e-6
/** Shares of people who chose the k likeliest PINs that the rule and the blocklist leave, from the study in the threat model: 5 → 0.12 %, 10 → 0.24 %. */
const PIN_OF_FIVE = 0.0012
const PIN_OF_TEN = 0.0024
const YEAR_IN_MONTHS = 365 / 30

/** The most wrong codes for one number in a year: the bucket, once overdrawn by logins that were already running. */
const codesInYear = () => 2 * LIMITS.codeBucket.most + Math.floor((365 * DAY) / LIMITS.codeBucket.refillMs)
/** The most wrong codes of one person's text messages in resets whose mailbox was proved: charged before they are compared, so never overdrawn. */
const afterMailboxInYear = () => mostInYear(LIMITS.resetCodeBucket)
/** The most resets of one number in a year, by the longest window of starts. */
const startsInYear = () => {
  const month = LIMITS.startsPerNumber.find(({ withinMs }) => withinMs === 30 * DAY)
  assert.ok(month)
  return Math.ceil(month.most * YEAR_IN_MONTHS)
}

const odds = () => {
  const sms = codesInYear() * CODE
  const afterSms = PIN_OF_FIVE
  const { codeTriesPerLogin: tries, codeFailuresUntilDisabled: inRow } = LIMITS
  // A reset of the PIN begins at the number, one of the password at the address: each has starts of its own.
  const setPin = startsInYear() * tries * CODE
  const bothCodes = 2 * startsInYear() * tries * CODE * (tries * CODE)
  return {
    'guess the code, then the PIN': sms * afterSms,
    'guess both codes of a reset, of either kind, or of a login that asks for both': bothCodes,
    "read the mail, guess the text message of a password's reset": afterMailboxInYear() * CODE,
    "read the mail, guess the text message of a PIN's reset, then the code of a sign-in": setPin * sms,
    'read the mail, and set a new PIN that opens nothing without the phone, between two right codes of its owner':
      inRow * CODE,
    'the same, a year long, if its owner goes on as if nothing were and starts are all that bounds it': setPin,
    'know the PIN, guess the code': sms,
    'steal a trusted device, guess the PIN': PIN_OF_FIVE,
    'read the text messages, guess the PIN until it ends': PIN_OF_TEN,
  } as const
}

test('somebody who has none of the factors gets into one account a year with less than one chance in five million', () => {
  const {
    'guess the code, then the PIN': login,
    'guess both codes of a reset, of either kind, or of a login that asks for both': both,
  } = odds()
  assert.ok(login + both < 1 / 5_000_000, `${login + both}`)
})

test('somebody who knows the PIN guesses a code within a year with about one chance in ten thousand', () => {
  assert.ok(odds()['know the PIN, guess the code'] <= 1.05e-4)
})

test('whoever reads the mail, and has nothing else, gets into one account a year with less than one chance in ten thousand', () => {
  const {
    "read the mail, guess the text message of a password's reset": byPassword,
    "read the mail, guess the text message of a PIN's reset, then the code of a sign-in": byPin,
  } = odds()
  assert.ok(byPassword <= 8.8e-5, `${byPassword}`)
  assert.ok(byPassword + byPin < 1e-4, `${byPassword + byPin}`)
})

test('a stolen device or text message is worth no more guesses than the statement assumes', () => {
  assert.equal(LIMITS.deviceFailuresUntilUntrusted, 5)
  assert.equal(LIMITS.pinTriesPerLogin, 5)
  assert.equal(LIMITS.pinFailuresUntilDisabled, 10)
  assert.ok(mostInYear(LIMITS.pinBucket) <= 46)
})

test('docs/threats.md says the odds and the limits that are in force', () => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'threats.md'), 'utf8')
  for (const [path, chance] of Object.entries(odds())) {
    assert.ok(text.includes(`| ${path} | ${chance.toExponential(1)} |`), `| ${path} | ${chance.toExponential(1)} |`)
  }
  for (const [name, figure] of Object.entries(LIMITS)) {
    assert.ok(text.includes(`\`${name}\``), `the limit ${name} is not in docs/threats.md`)
    assert.ok(figure !== undefined)
  }
})
