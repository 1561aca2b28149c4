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

test('another login, purpose, channel or send is another code', async () => {
  const { codes } = world().ports
  const wait = { about: 'login', purpose: 'sign_in', channel: 'sms', seed: codes.newSeed() } as const
  const [first, second] = await codes.of(wait, 2)
  const others = await Promise.all([
    codes.of({ ...wait, about: 'other' }, 1),
    codes.of({ ...wait, purpose: 'pin_reset' }, 1),
    codes.of({ ...wait, channel: 'email' }, 1),
    codes.of({ ...wait, seed: codes.newSeed() }, 1),
  ])
  // Of six codes two are the same by chance once in 67,000 runs: only all of them the same would be a fault.
  assert.ok(new Set([first, second, ...others.flat()]).size >= 5)
})
