// `node --test test/engines/with-dynamo-local.ts`: the journeys with Amazon's DynamoDB Local in place of the laptop's tables.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assemblyOf } from '#laptop/assembly'
import { startLaptop } from '#laptop/laptop'
import { readStack } from '#laptop/stack-plan'
import type { PlannedTable } from '#laptop/table-shapes'
import { startDynamoLocal } from '#support/dynamo-local'
import { runJourneys } from '../contract/run-journeys.ts'
import { send } from './differential-engines.ts'

const { template, assetsDir } = await assemblyOf('dev')
const dynamo = await startDynamoLocal()
after(() => dynamo.stop())

/** The table as the template declares it: whatever of it DynamoDB has to know before the first item. */
const create = ({ shape, resource }: PlannedTable): Promise<unknown> => {
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode } = resource.properties
  const declared = { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode }
  return send(dynamo.endpoint, 'CreateTable', { TableName: shape.name, ...declared })
}

const { tables } = readStack(template)
for (const table of tables) await create(table)

let calls = 0
const tableStore = {
  call: (operation: string, input: unknown) => {
    calls += 1
    return send(dynamo.endpoint, operation, input)
  },
}

const laptop = await startLaptop({ template, assetsDir, port: 0, quiet: true, tableStore })
after(() => laptop.stop())

await runJourneys({
  LATCHKEY_API: laptop.url,
  LATCHKEY_OUTBOX: `${laptop.url}/_local/outbox`,
  LATCHKEY_CLOCK: `${laptop.url}/_local/clock`,
})

test("every item of these journeys lay in Amazon's tables and none in the laptop's", async () => {
  await laptop.settled()
  const counts = tables.map(({ shape }) => laptop.tables.call('Scan', { TableName: shape.name, Select: 'COUNT' }).Count)
  assert.deepEqual([...new Set(counts)], [0])
  assert.ok(calls > 1000, `${calls} calls`)
})
