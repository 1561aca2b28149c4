import assert from 'node:assert/strict'
import { test } from 'node:test'
import { world } from '#support/world'
import { counted } from './counted.ts'
import { type JourneyName, journeys } from './journeys.ts'

type Expected = {
  readonly requests: number
  readonly dynamo: number
  readonly units: readonly [reads: number, writes: number]
  readonly kms: string
  readonly messages: readonly [sms: number, mail: number]
  readonly workflow: readonly [tasks: number, transitions: number]
}

const row = (
  requests: number,
  dynamo: number,
  units: Expected['units'],
  kms: string,
  messages: Expected['messages'],
  workflow: Expected['workflow'],
): Expected => ({ requests, dynamo, units, kms, messages, workflow })

// Requests at the API; DynamoDB's requests and its units read and written; KMS; text messages and e-mails; other functions and state transitions.
const EXPECTED: Readonly<Record<JourneyName, Expected>> = {
  'phone sign-in on a new device': row(3, 11, [1, 21], 'VerifyMac Sign', [1, 0], [1, 0]),
  'phone sign-in on a new device, which is then trusted': row(3, 14, [1, 28], 'VerifyMac Sign', [1, 1], [2, 0]),
  'phone sign-in on a trusted device': row(2, 5, [3, 12], 'VerifyMac Sign', [0, 0], [0, 0]),
  'a wrong code': row(1, 2, [0, 2], '', [0, 0], [0, 0]),
  'a wrong PIN': row(1, 2, [0, 2], 'VerifyMac', [0, 0], [0, 0]),
  'a start for a number that nobody has': row(1, 6, [1, 8], '', [0, 0], [1, 0]),
  'e-mail sign-in, code by SMS': row(2, 18, [4, 28], 'VerifyMac Sign', [1, 1], [2, 0]),
  'e-mail sign-in, code by e-mail': row(2, 17, [3, 24], 'VerifyMac Sign', [0, 2], [2, 0]),
  'e-mail sign-in within 30 days of the code': row(1, 6, [4, 10], 'VerifyMac Sign', [0, 0], [0, 0]),
  'a wrong password': row(1, 4, [1, 4], 'VerifyMac', [0, 0], [0, 0]),
  'a refresh': row(1, 2, [3, 4], 'Sign', [0, 0], [0, 0]),
  'GET /me': row(1, 1, [3, 0], '', [0, 0], [0, 0]),
  'GET /me/sessions': row(1, 2, [4, 0], '', [0, 0], [0, 0]),
  'signing out': row(1, 2, [3, 1], '', [0, 0], [0, 0]),
  'a forgotten PIN, from the number to the new PIN': row(4, 28, [7, 59], 'VerifyMac GenerateMac', [2, 2], [6, 6]),
  'a wrong code in a reset': row(1, 3, [0, 3], '', [0, 0], [0, 0]),
  'a forgotten password, from the address to the new one': row(4, 29, [8, 57], 'GenerateMac', [2, 2], [6, 6]),
  'a new number of one’s own, proved': row(2, 22, [7, 59], 'VerifyMac', [3, 1], [4, 0]),
  'a new address of one’s own, proved': row(2, 21, [6, 51], 'VerifyMac', [1, 3], [4, 0]),
  'a wrong code for a new number': row(1, 3, [3, 2], '', [0, 0], [0, 0]),
}

const names = Object.keys(journeys) as JourneyName[]

for (const name of names) {
  test(`exactly what it may cost: ${name}`, async () => {
    const w = world()
    const walk = await journeys[name].prepare(w)
    const { requests, dynamo, readUnits, writeUnits, kms, secrets, sms, mail, tasks, transitions } = await counted(
      w,
      walk,
    )
    const seen = row(requests, dynamo, [readUnits, writeUnits], kms.join(' '), [sms, mail], [tasks, transitions])
    assert.deepEqual(seen, EXPECTED[name], w.asked.map(({ operation, units }) => `${operation} ${units}`).join())
    assert.equal(secrets, 0, 'no warm function reads a secret')
    assert.ok(transitions <= 10, 'a reset is ten state transitions at most')
  })
}

test('no journey scans, and none queries but where a person asks for a list', async () => {
  for (const name of names.filter((it) => it !== 'GET /me/sessions')) {
    const w = world()
    await counted(w, await journeys[name].prepare(w))
    const wide = w.asked.filter(({ operation }) => ['Scan', 'Query'].includes(operation))
    assert.deepEqual(wide, [], name)
  }
})
