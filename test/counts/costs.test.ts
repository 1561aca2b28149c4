import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { costOf, countAll, total, withoutMessage } from '../bench/costs.ts'
import { costsPage } from '../bench/costs-page.ts'
import { countMessage } from './message.ts'

const counts = await countAll()
const message = await countMessage()

test('the page of costs says what the counted calls cost today', () => {
  const page = readFileSync(new URL('../../docs/costs.md', import.meta.url), 'utf8')
  assert.equal(page, costsPage(counts, message), 'write it anew: node test/bench/write-costs.ts')
})

test('what a text message takes is counted apart, and no sign-in is told cheaper than it is', () => {
  const count = counts.get('phone sign-in on a new device')
  assert.ok(count)
  const bare = withoutMessage(count, message)
  assert.deepEqual([message.sms, message.requests, bare.tasks], [1, 0, 0])
  const apart = total(costOf(bare)) + total(costOf(message))
  assert.ok(Math.abs(apart - total(costOf(count))) < 0.01, `${apart}`)
})
