import assert from 'node:assert/strict'
import { test } from 'node:test'
import { world } from '#support/world'
import { counted } from './counted.ts'
import { type JourneyName, journeys } from './journeys.ts'

type Expected = {
  readonly requests: number
  readonly dynamo: string
  readonly units: readonly [reads: number, writes: number]
  readonly kms: string
  readonly messages: readonly [sms: number, mail: number]
  readonly workflow: readonly [tasks: number, transitions: number]
}

const row = (
  requests: number,
  dynamo: string,
  units: Expected['units'],
  kms: string,
  messages: Expected['messages'],
  workflow: Expected['workflow'],
): Expected => ({ requests, dynamo, units, kms, messages, workflow })

// Requests at the API; DynamoDB's requests by kind, and its units read and written; KMS; text messages and e-mails; other functions and state transitions.
const EXPECTED: Readonly<Record<JourneyName, Expected>> = {
  'phone sign-in on a new device': row(
    3,
    '1 Get, 2 Put, 2 TransactWrite, 6 Update',
    [1, 21],
    'VerifyMac Sign',
    [1, 0],
    [1, 0],
  ),
  'phone sign-in on a new device, which is then trusted': row(
    3,
    '1 Get, 2 Put, 5 TransactWrite, 6 Update',
    [1, 31],
    'VerifyMac Sign',
    [1, 1],
    [2, 0],
  ),
  'phone sign-in on a trusted device': row(
    2,
    '1 BatchGet, 1 Put, 1 TransactWrite, 2 Update',
    [3, 12],
    'VerifyMac Sign',
    [0, 0],
    [0, 0],
  ),
  'a wrong code': row(1, '2 Update', [0, 2], '', [0, 0], [0, 0]),
  'a wrong PIN': row(1, '2 Update', [0, 2], 'VerifyMac', [0, 0], [0, 0]),
  'the code sent again': row(1, '2 Get, 2 TransactWrite, 2 Update', [2, 14], '', [1, 0], [1, 0]),
  'a code that was sent before the newest': row(1, '1 TransactWrite, 1 Update', [0, 3], '', [0, 0], [0, 0]),
  'the number entered again while its code is on its way': row(1, '1 Get, 3 Update', [1, 3], '', [0, 0], [0, 0]),
  'the waiting page': row(1, '2 Get', [2, 0], '', [0, 0], [0, 0]),
  'back to the number': row(1, '2 Update', [0, 2], '', [0, 0], [0, 0]),
  'a PIN that has to wait': row(1, '1 TransactWrite, 2 Update', [0, 4], '', [0, 0], [0, 0]),
  'a start for a number that nobody has': row(1, '1 Get, 1 Put, 2 TransactWrite, 2 Update', [1, 8], '', [0, 0], [1, 0]),
  'e-mail sign-in, code by SMS': row(
    2,
    '4 Get, 2 Put, 6 TransactWrite, 6 Update',
    [4, 31],
    'VerifyMac Sign',
    [1, 1],
    [2, 0],
  ),
  'e-mail sign-in, code by e-mail': row(
    2,
    '3 Get, 2 Put, 6 TransactWrite, 6 Update',
    [3, 27],
    'VerifyMac Sign',
    [0, 2],
    [2, 0],
  ),
  'e-mail sign-in within 30 days of the code': row(
    1,
    '1 BatchGet, 1 Get, 1 Put, 1 TransactWrite, 2 Update',
    [4, 10],
    'VerifyMac Sign',
    [0, 0],
    [0, 0],
  ),
  'a wrong password': row(1, '1 Get, 1 Put, 2 Update', [1, 4], 'VerifyMac', [0, 0], [0, 0]),
  'a refresh': row(1, '1 BatchGet, 1 TransactWrite', [3, 4], 'Sign', [0, 0], [0, 0]),
  'a refresh token that was used before': row(1, '1 BatchGet, 1 Update', [3, 1], '', [0, 0], [0, 0]),
  'GET /me': row(1, '1 BatchGet', [3, 0], '', [0, 0], [0, 0]),
  'GET /me/sessions': row(1, '1 BatchGet, 1 Query', [4, 0], '', [0, 0], [0, 0]),
  'signing out': row(1, '1 BatchGet, 1 Update', [3, 1], '', [0, 0], [0, 0]),
  'a forgotten PIN, from the number to the new PIN': row(
    4,
    '7 Get, 10 TransactWrite, 11 Update',
    [7, 59],
    'VerifyMac GenerateMac',
    [2, 2],
    [6, 6],
  ),
  'a wrong code in a reset': row(1, '3 Update', [0, 3], '', [0, 0], [0, 0]),
  'a forgotten password, from the address to the new one': row(
    4,
    '8 Get, 11 TransactWrite, 12 Update',
    [8, 60],
    'GenerateMac',
    [2, 2],
    [6, 6],
  ),
  'a new number of one’s own, proved': row(
    2,
    '2 BatchGet, 1 Get, 1 Put, 11 TransactWrite, 7 Update',
    [7, 59],
    'VerifyMac',
    [3, 1],
    [4, 0],
  ),
  'a new address of one’s own, proved': row(
    2,
    '2 BatchGet, 1 Put, 11 TransactWrite, 7 Update',
    [6, 51],
    'VerifyMac',
    [1, 3],
    [4, 0],
  ),
  'a wrong code for a new number': row(1, '1 BatchGet, 2 Update', [3, 2], '', [0, 0], [0, 0]),
}

const names = Object.keys(journeys) as JourneyName[]

for (const name of names) {
  test(`exactly what it may cost: ${name}`, async () => {
    const w = world()
    const walk = await journeys[name].prepare(w)
    const { requests, kinds, readUnits, writeUnits, kms, secrets, ...rest } = await counted(w, walk)
    const { sms, mail, tasks, transitions } = rest
    const seen = row(requests, kinds, [readUnits, writeUnits], kms.join(' '), [sms, mail], [tasks, transitions])
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
