import assert from 'node:assert/strict'
import { test } from 'node:test'
import { world } from '#support/world'

const CODES = 60_000

/** How far counts lie from equal shares, in the unit that a chi-square table has. */
const unevenness = (counts: readonly number[], all: number): number =>
  counts.reduce((sum, count) => sum + (count - all / counts.length) ** 2 / (all / counts.length), 0)

test('codes are six digits, every digit in every place as often as any other, zeros in front included', async () => {
  const { codes } = world().ports
  const places = Array.from({ length: 6 }, () => Array.from({ length: 10 }, () => 0))
  for (let i = 0; i < CODES; i++) {
    const wait = { about: `login-${i}`, purpose: 'sign_in', channel: 'sms', seed: codes.newSeed() } as const
    const [code = ''] = await codes.of(wait, 1)
    assert.match(code, /^[0-9]{6}$/)
    for (const [place, digit] of [...code].entries())
      (places[place] ?? [])[Number(digit)] = (places[place]?.[Number(digit)] ?? 0) + 1
  }
  // Nine degrees of freedom: 45 is passed by chance once in a million.
  for (const [place, counts] of places.entries()) assert.ok(unevenness(counts, CODES) < 45, `place ${place}: ${counts}`)
})

test('another login, purpose, channel or seed is another code, each by itself, and so is another send', async () => {
  const { codes } = world().ports
  const wait = { about: 'login', purpose: 'sign_in', channel: 'sms', seed: codes.newSeed() } as const
  // Eighteen digits: two that are not the same for a reason never are by chance.
  const three = async (change: object): Promise<string> => (await codes.of({ ...wait, ...change }, 3)).join()
  const [own, ...others] = await Promise.all([
    three({}),
    three({ about: 'other' }),
    three({ purpose: 'pin_reset' }),
    three({ channel: 'email' }),
    three({ seed: codes.newSeed() }),
  ])
  assert.equal(new Set([own, ...others]).size, 5)
  assert.equal(await three({}), own, 'sent again by us it is the same')
  assert.ok(new Set(own?.split(',')).size >= 2)
})
