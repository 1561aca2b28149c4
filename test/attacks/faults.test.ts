import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HOUR, MINUTE } from '#core/time'
import { AwsFault } from '#laptop/aws/fault'
import { TableFault } from '#laptop/tables/engine'
import { enterPin, giveCode, otherThan, PHONE, PIN, signIn, start, withAnna } from '#support/anna'
import { startByEmail, withBen } from '#support/ben'
import { knock } from '#support/door'
import type { Asked } from '#support/engine-tables'
import { newestCode, type World, world } from '#support/world'

type Input = {
  readonly TableName?: string
  readonly Key?: { readonly pk: { readonly S: string } }
  readonly UpdateExpression?: string
}

const throttled = () => new TableFault('ProvisionedThroughputExceededException', 'slow down')
const broken = () => new TableFault('InternalServerError', 'the answer is lost', {}, 500)

/** What this request updates, by the beginning of its key: `LOGIN#`, `PERSON#`. */
const updates = ({ operation, input }: Asked, prefix: string) =>
  operation === 'UpdateItem' && ((input as Input).Key?.pk.S.startsWith(prefix) ?? false)

/** Anna at the step where her code, or her PIN, is awaited. */
const annaAt = async (w: World, step: 'code' | 'pin') => {
  await withAnna(w)
  const { loginId } = (await start(w)).body
  const code = newestCode(w, PHONE)
  if (step === 'pin') await giveCode(w, loginId, code)
  return { loginId, code }
}

const triesOf = async (w: World, loginId: string) =>
  (await w.db.get('logins', { pk: `LOGIN#${loginId.slice(0, 22)}` })) as unknown as { tries: number; pinTries: number }

test('F-01: when the charge cannot be written nothing is compared, and the caller hears that it is our fault', async () => {
  const w = world()
  const { loginId, code } = await annaAt(w, 'pin')
  w.keys.asked.splice(0)
  w.tables.onAsk = (asked) => {
    if (updates(asked, 'PERSON#')) throw throttled()
  }
  assert.equal((await enterPin(w, loginId)).body.code, 'unavailable')
  assert.deepEqual(w.keys.asked, [], 'KMS was not asked')
  w.tables.onAsk = (asked) => {
    if (updates(asked, 'LOGIN#')) throw throttled()
  }
  assert.equal((await giveCode(w, loginId, code)).body.code, 'unavailable')
  w.tables.onAsk = () => {}
  assert.equal((await enterPin(w, loginId)).status, 200)
})

test('F-01: a table that is throttled once or twice is asked again, and the caller notices nothing', async () => {
  const w = world()
  const { loginId, code } = await annaAt(w, 'code')
  let left = 2
  w.tables.onAsk = () => {
    if (left-- > 0) throw throttled()
  }
  assert.equal((await giveCode(w, loginId, code)).status, 200)
})

test('F-02: a charge that was written and whose answer was lost costs at most one try more, and never one fewer', async () => {
  const w = world()
  const { loginId, code } = await annaAt(w, 'code')
  let lost = false
  w.tables.onAnswer = (asked) => {
    if (lost || !updates(asked, 'LOGIN#')) return
    lost = true
    throw broken()
  }
  const wrong = await giveCode(w, loginId, otherThan(code))
  assert.deepEqual([wrong.body.code, wrong.body.attemptsLeft], ['wrong_code', 3])
  assert.equal((await triesOf(w, loginId)).tries, 2)
})

for (const [write, which] of [
  ['tryMark', 'the first code, whose charge opens its login'],
  ['passMark', 'a code that was sent again, which is passed by a write of its own'],
] as const) {
  test(`F-03: the right code passes although the answer to its own write was lost: ${which}`, async () => {
    const w = world()
    const { loginId } = await annaAt(w, 'code')
    if (write === 'passMark') {
      w.passes(30_000)
      await knock(w, `POST /login/${loginId}/code/resend`, { body: {} })
    }
    let lost = false
    w.tables.onAnswer = (asked) => {
      if (lost || !updates(asked, 'LOGIN#') || !(asked.input as Input).UpdateExpression?.includes(write)) return
      lost = true
      throw broken()
    }
    assert.deepEqual((await giveCode(w, loginId, newestCode(w, PHONE))).body, { next: 'pin' })
    assert.ok(lost)
    w.tables.onAnswer = () => {}
    assert.equal((await enterPin(w, loginId)).status, 200)
  })
}

test('a start whose count was written and whose answer was lost is counted once, and begins', async () => {
  const w = world()
  await withAnna(w)
  let lost = false
  w.tables.onAnswer = (asked) => {
    if (lost || !updates(asked, 'NUMBER#')) return
    lost = true
    throw broken()
  }
  const begun = await start(w)
  assert.deepEqual([lost, begun.status, w.jobs.length], [true, 200, 1])
  w.tables.onAnswer = () => {}
  const starts = []
  for (const network of [1, 2, 3]) starts.push((await start(w, PHONE, {}, `203.0.${network}.9`)).status)
  assert.deepEqual(starts, [200, 200, 429], 'three starts in fifteen minutes, the first of them once')
  assert.equal((await giveCode(w, begun.body.loginId, newestCode({ sms: w.sms.slice(0, 1) }, PHONE))).status, 200)
})

test('F-03: a session whose commit was written and whose answer was lost is handed out, once', async () => {
  const w = world()
  await withAnna(w)
  let lost = 0
  const writes = ['PutItem', 'TransactWriteItems']
  w.tables.onAnswer = ({ operation, input }) => {
    if (lost > 0 || !writes.includes(operation) || !JSON.stringify(input).includes('SESSION#')) return
    lost++
    throw broken()
  }
  const session = await signIn(w, { trustDevice: true })
  assert.deepEqual([lost, session.status], [1, 200])
  assert.equal((await w.ports.sessions.sessionsOf(session.body.person.personId)).length, 1)
  lost = 0
  w.passes(HOUR)
  const trusted = await signIn(w, {}, { 'Latchkey-Device': session.body.deviceToken })
  assert.deepEqual([lost, trusted.status], [1, 200])
  assert.equal((await w.ports.sessions.sessionsOf(session.body.person.personId)).length, 2)
})

test('a start that no wait stands in the way of is counted once too, when its answer was lost', async () => {
  const w = world()
  await withBen(w)
  let lost = false
  w.tables.onAnswer = (asked) => {
    if (lost || !updates(asked, 'NUMBER#')) return
    lost = true
    throw broken()
  }
  const starts = []
  for (let i = 0; i < 4; i++) starts.push((await startByEmail(w)).status)
  assert.deepEqual([lost, starts], [true, [200, 200, 200, 429]], 'three starts in fifteen minutes')
})

test('an earlier code gives its try back once, although the answer to that was lost', async () => {
  const w = world()
  const { loginId, code } = await annaAt(w, 'code')
  w.passes(30_000)
  await knock(w, `POST /login/${loginId}/code/resend`, { body: {} })
  for (let i = 0; i < 3; i++) await giveCode(w, loginId, otherThan(newestCode(w, PHONE), i + 1))
  let lost = false
  w.tables.onAnswer = ({ input }) => {
    if (lost || !JSON.stringify(input).includes('tries - :one')) return
    lost = true
    throw broken()
  }
  assert.equal((await giveCode(w, loginId, code)).body.code, 'earlier_code')
  assert.ok(lost)
  assert.equal((await triesOf(w, loginId)).tries, 3, 'three wrong ones stay three')
})

test('F-04: a crash after the login was written and before anything was sent is mended by asking again, with the same code', async () => {
  const w = world()
  await withAnna(w)
  w.provider.hold = true
  const { loginId } = (await start(w)).body
  const [job] = w.jobs
  assert.ok(job)
  await w.send(job)
  const first = newestCode(w, PHONE)
  await w.send(job)
  assert.equal(w.sms.length, 1, 'the same job twice is one message')
  assert.equal((await giveCode(w, loginId, first)).status, 200)
})

test('F-07, F-19, F-20: a message that comes late, or comes again after days, is not sent', async () => {
  const w = world()
  await withAnna(w)
  w.provider.hold = true
  await start(w)
  const [job] = w.jobs
  assert.ok(job)
  w.passes(3 * HOUR)
  await w.send(job)
  await w.send(job)
  assert.equal(w.sms.length, 0)
})

test('F-09: only the word of KMS for a wrong tag is a wrong PIN; everything else is our fault, and the try is given back', async () => {
  for (const [type, status] of [
    ['ThrottlingException', 400],
    ['KMSInternalException', 500],
    ['DisabledException', 400],
    ['AccessDeniedException', 400],
  ] as const) {
    const w = world()
    const { loginId } = await annaAt(w, 'pin')
    w.keys.state.fault = new AwsFault(type, 'no', status)
    for (let i = 0; i < 6; i++) assert.equal((await enterPin(w, loginId)).body.code, 'unavailable', type)
    w.keys.state.fault = undefined
    assert.equal((await triesOf(w, loginId)).pinTries, 0)
    assert.equal((await enterPin(w, loginId)).status, 200, type)
  }
})

test('F-13: expiry holds although the table deletes nothing, and what was deleted early never comes back with fresh tries', async () => {
  const w = world()
  const { loginId, code } = await annaAt(w, 'code')
  w.passes(11 * MINUTE)
  assert.equal((await giveCode(w, loginId, code)).body.code, 'login_closed')
  const p = world()
  const atPin = await annaAt(p, 'pin')
  p.passes(10 * MINUTE)
  assert.equal((await enterPin(p, atPin.loginId, otherThan(PIN))).body.code, 'login_closed', 'nothing is compared')
  const b = world()
  const begun = await annaAt(b, 'code')
  await b.db.remove('logins', { pk: `LOGIN#${begun.loginId.slice(0, 22)}` })
  for (let i = 0; i < 3; i++) assert.equal((await giveCode(b, begun.loginId, begun.code)).body.code, 'login_closed')
  assert.equal(await b.db.get('logins', { pk: `LOGIN#${begun.loginId.slice(0, 22)}` }), undefined)
})

test('F-13: every item that may be deleted by its time says that time in seconds, after its end', async () => {
  const w = world()
  await withAnna(w)
  await signIn(w, { trustDevice: true })
  const { tables } = w.engine.snapshot() as { tables: { name: string; items: Record<string, { N?: string }>[] }[] }
  const ends = tables.flatMap(({ items }) => items.flatMap((item) => (item.ttl === undefined ? [] : [item])))
  assert.ok(ends.length > 4)
  for (const item of ends) {
    const at = Number(item.ttl?.N)
    assert.ok(at > w.now() / 1_000 && at < (w.now() + 20 * 365 * 24 * HOUR) / 1_000, JSON.stringify(item.pk))
    if (item.expiresAt !== undefined) assert.ok(at * 1_000 >= Number(item.expiresAt.N))
  }
})

test('F-14: a clock that jumps back never brings an ended code, login or wait to life', async () => {
  const w = world()
  const { loginId, code } = await annaAt(w, 'code')
  for (let i = 0; i < 5; i++) await giveCode(w, loginId, otherThan(code, i + 1))
  w.passes(-HOUR)
  assert.equal((await giveCode(w, loginId, code)).body.code, 'login_closed')
  for (let i = 0; i < 4; i++) await start(w, PHONE, {}, `203.0.${i}.1`)
  assert.equal(w.sms.length <= 3, true)
})

test('F-16: every read that decides something is strongly consistent', async () => {
  const w = world()
  await withAnna(w)
  const session = (await signIn(w, { trustDevice: true })).body
  w.passes(20 * MINUTE)
  await signIn(w, {}, { 'Latchkey-Device': session.deviceToken })
  await knock(w, 'POST /session/refresh', { body: { refreshToken: session.refreshToken } })
  await knock(w, 'GET /me', { token: session.accessToken })
  const reads = w.asked.filter(({ operation }) => /^(Get|BatchGet|Query)/.test(operation))
  assert.ok(reads.length > 3)
  for (const { input } of reads) assert.match(JSON.stringify(input), /"ConsistentRead":true/)
  assert.ok(w.asked.every(({ operation }) => operation !== 'Scan'))
})

test('F-23: twenty writes that collide on one person end in one commit, and nobody hears of an error', async () => {
  const w = world()
  const { loginId } = await annaAt(w, 'pin')
  let collisions = 3
  w.tables.onAsk = ({ operation }) => {
    if (operation !== 'TransactWriteItems' || collisions-- <= 0) return
    const CancellationReasons = [{ Code: 'None' }, { Code: 'TransactionConflict' }, { Code: 'None' }]
    throw new TableFault('TransactionCanceledException', 'cancelled', { CancellationReasons })
  }
  assert.equal((await enterPin(w, loginId, PIN)).status, 200)
})

test('F-26: when nothing can be signed, no token is used up: refresh works afterwards with the same one', async () => {
  const w = world()
  await withAnna(w)
  const { refreshToken } = (await signIn(w)).body
  w.keys.state.fault = new AwsFault('KMSInternalException', 'down', 500)
  assert.equal((await knock(w, 'POST /session/refresh', { body: { refreshToken } })).status, 503)
  w.keys.state.fault = undefined
  w.passes(MINUTE)
  assert.equal((await knock(w, 'POST /session/refresh', { body: { refreshToken } })).status, 200)
})

test('F-26: when nothing can be signed at the last step, the login stays open and the right PIN enters it later', async () => {
  const w = world()
  const { loginId } = await annaAt(w, 'pin')
  const sign = w.ports.signer.sign
  let down = true
  const ports = {
    ...w.ports,
    signer: {
      sign: async (claims: Parameters<typeof sign>[0]) => (down ? Promise.reject(new Error('down')) : sign(claims)),
    },
  }
  const broken = { ...w, ports }
  assert.equal((await enterPin(broken, loginId)).status, 503)
  down = false
  assert.equal((await enterPin(broken, loginId)).status, 200)
})

test('who ends a session or a device of theirs is told so, also when the first answer of the tables is lost', async () => {
  const w = world()
  await withAnna(w)
  const other = (await signIn(w, { trustDevice: true })).body
  w.passes(MINUTE)
  const { accessToken: token } = (await signIn(w)).body
  const sessionId = other.refreshToken.split('.')[3]
  const deviceId = other.deviceToken.split('.')[3]
  for (const path of [`/me/devices/${deviceId}`, `/me/sessions/${sessionId}`]) {
    let lost = 0
    w.tables.onAnswer = ({ operation }) => {
      if (['UpdateItem', 'DeleteItem', 'TransactWriteItems'].includes(operation) && lost++ === 0) throw broken()
    }
    assert.equal((await knock(w, `DELETE ${path}`, { token })).status, 204, path)
    assert.ok(lost > 0, path)
    w.tables.onAnswer = () => {}
    assert.equal((await knock(w, `DELETE ${path}`, { token })).status, 404, path)
  }
})
