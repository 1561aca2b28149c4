import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { claim, isClaimed, oneAtATime } from '#laptop/claims'
import { workFolder } from './tiny-stack.ts'

test('two that want to synthesize at once take turns', async () => {
  const folder = workFolder()
  let [inside, most] = [0, 0]
  const work = async (): Promise<void> => {
    inside += 1
    most = Math.max(most, inside)
    await wait(20)
    inside -= 1
  }
  await Promise.all([1, 2, 3].map(() => oneAtATime(join(folder.path, 'turn.lock'), work)))
  assert.equal(most, 1)
  await assert.rejects(
    oneAtATime(join(folder.path, 'turn.lock'), () => Promise.reject(new Error('no'))),
    /no/,
  )
  await oneAtATime(join(folder.path, 'turn.lock'), work)
  folder.remove()
})

test('code that a living laptop runs on is not thrown away, and that of a dead one is', async () => {
  const folder = workFolder()
  assert.equal(isClaimed(folder.path), false)
  claim(folder.path)
  assert.equal(isClaimed(folder.path), true)
  const other = workFolder()
  const claims = new URL('../../lib/laptop/claims.ts', import.meta.url).href
  const dead = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `(await import('${claims}')).claim('${other.path}')`,
  ])
  await new Promise((resolve) => dead.once('exit', resolve))
  assert.equal(isClaimed(other.path), false)
  mkdirSync(join(other.path, `turn.lock/claimed-by-${dead.pid}`), { recursive: true })
  await oneAtATime(join(other.path, 'turn.lock'), async () => {})
  folder.remove()
  other.remove()
})
