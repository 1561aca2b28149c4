import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assemblyOf } from '#laptop/assembly'
import { startLaptop } from '#laptop/laptop'
import { runJourneys } from './run-journeys.ts'

const { template, assetsDir } = await assemblyOf('dev')
const laptop = await startLaptop({ template, assetsDir, port: 0, quiet: true })
after(() => laptop.stop())

await runJourneys({
  LATCHKEY_API: laptop.url,
  LATCHKEY_OUTBOX: `${laptop.url}/_local/outbox`,
  LATCHKEY_CLOCK: `${laptop.url}/_local/clock`,
})

test('in all of these journeys no function asked for anything that its role does not grant', async () => {
  await laptop.settled()
  assert.deepEqual(laptop.denials, [])
})
