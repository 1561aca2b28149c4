import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codes } from '#adapters/codes'
import { chance } from '#runtime/basics'

const [OLDEST, OLD, NEW] = ['oldest', 'old', 'new'].map((word) => `${word} pepper of at least thirty-two letters`)

const wait = (seed: string) => ({ purpose: 'sign_in' as const, about: 'a-login', channel: 'sms' as const, seed })

/** A function that began with this pepper; what it finds when it looks again, and how often it looked. */
const began = (current = '', found: { readonly current?: string; readonly previous?: string } = {}) => {
  const looked: number[] = []
  const reread = async () => {
    looked.push(1)
    return { current: found.current ?? '', previous: found.previous }
  }
  return { port: codes({ current }, chance, reread), looked }
}

test('F-25: a code that was on its way when the pepper changed is still the code, in functions that began before and after', async () => {
  const before = began(OLD, { current: NEW, previous: OLD })
  const after = began(NEW, { current: NEW, previous: OLD })
  const onItsWay = wait(before.port.newSeed())
  const sent = await before.port.of(onItsWay, 1)
  assert.deepEqual(await after.port.of(onItsWay, 1), sent)
  const later = wait(after.port.newSeed())
  assert.deepEqual(await before.port.of(later, 1), await after.port.of(later, 1))
  assert.deepEqual([before.looked.length, after.looked.length], [1, 1])
})

test('F-25: what was made two peppers ago has no code any more, and none is guessed for it', async () => {
  const { port } = began(NEW, { current: NEW, previous: OLD })
  assert.deepEqual(await port.of(wait(began(OLDEST).port.newSeed()), 3), [])
})

test('nothing looks for a former pepper as long as nothing was made with one', async () => {
  const { port, looked } = began(NEW)
  await port.of(wait(port.newSeed()), 2)
  assert.equal(looked.length, 0)
})
