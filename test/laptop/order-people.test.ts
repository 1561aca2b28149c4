import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { assemblyOf } from '#laptop/assembly'
import { startLaptop } from '#laptop/laptop'
import { seed } from '../../bin/demo.ts'

const laptop = await startLaptop({ ...(await assemblyOf('dev')), port: 0, quiet: true, seed })
after(() => laptop.stop())

const table = laptop.outputs.PeopleTable ?? ''
type Stored = Readonly<Record<string, { readonly S?: string; readonly BOOL?: boolean }>>
const items = (): readonly Stored[] => laptop.tables.call('Scan', { TableName: table }).Items as readonly Stored[]
const ofKind = (sk: string) => items().filter((item) => item.sk?.S?.startsWith(sk))

const orderPeople = () => {
  const env = {
    AWS_ENDPOINT_URL: laptop.awsUrl,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'x',
  }
  const script = resolve(import.meta.dirname, '../../bin/order-people.ts')
  return promisify(execFile)(process.execPath, [script, '--table', table], { env: { ...process.env, ...env } })
}

/** The table as the release before left it. */
const asBefore = (): void => {
  for (const { pk, sk } of ofKind('ADMIN#')) laptop.tables.call('DeleteItem', { TableName: table, Key: { pk, sk } })
  for (const { pk, sk } of [...ofKind('PERSON'), ...ofKind('ORG')])
    laptop.tables.call('UpdateItem', {
      TableName: table,
      Key: { pk, sk },
      UpdateExpression: 'REMOVE listedIn, listedAs, peopleInOrder',
    })
}

test('people from before the lists are put into them, with every organisation’s admins, and once is enough', async () => {
  const before = items()
  const admins = ofKind('ADMIN#').length
  assert.ok(admins > 0)
  asBefore()
  assert.equal(items().filter(({ listedAs, peopleInOrder }) => listedAs ?? peopleInOrder).length, 0)
  const { stdout } = await orderPeople()
  assert.match(stdout, /^\d+ people put into the lists of \d+ organisations/)
  const sorted = (all: readonly Stored[]) => all.map((item) => JSON.stringify(Object.entries(item).sort())).sort()
  assert.deepEqual(sorted(items()), sorted(before), 'as if they had always been there')
  assert.match((await orderPeople()).stdout, /^0 people/)
  assert.deepEqual(sorted(items()), sorted(before))
})
