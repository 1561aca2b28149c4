import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WarmShelf } from '#laptop/warm-shelf'

test('whoever idles for five minutes leaves; whoever was used meanwhile stays', (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const shelf = new WarmShelf()
  const left: string[] = []
  const [idle, used, busy] = [{}, {}, {}]
  for (const [worker, name] of [
    [idle, 'idle'],
    [used, 'used'],
    [busy, 'busy'],
  ] as const)
    shelf.put(worker, () => left.push(name))
  t.mock.timers.tick(200_000)
  for (const worker of [used, busy]) shelf.take(worker)
  shelf.put(used, () => left.push('used'))
  t.mock.timers.tick(100_000)
  assert.deepEqual(left, ['idle'])
  t.mock.timers.tick(200_000)
  assert.deepEqual(left, ['idle', 'used'])
})
