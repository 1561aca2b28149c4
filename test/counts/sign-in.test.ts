import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, MINUTE } from '#core/time'
import { enterPin, giveCode, otherThan, PHONE, PIN, signIn, start, withAnna } from '#support/anna'
import { knock } from '#support/door'
import { newestCode, type World, world } from '#support/world'
import { dayAmong } from '../bench/flat.ts'
import { countMessage } from './message.ts'

const forgetAll = (w: World) => {
  w.forget()
  w.keys.asked.length = 0
}

const operations = (w: World) => w.asked.map(({ operation }) => operation)

/** What a journey asks of DynamoDB and KMS, from the first call to the last, its messages included. */
const counted = async (w: World, journey: () => Promise<unknown>) => {
  forgetAll(w)
  await journey()
  const units = w.asked.map(({ operation, units }) => `${operation} ${units}`)
  return { dynamo: operations(w), units, kms: [...w.keys.asked] }
}

/** The sender remembers prices: the first message of a function's life asks once more. */
const warm = async (w: World) => {
  await start(w, '+447700900999')
  await signIn(w)
  w.passes(DAY)
}

const annaSignsIn = async (w: World, trustDevice: boolean) => {
  await withAnna(w)
  await warm(w)
  return counted(w, () => signIn(w, { trustDevice }))
}

test('a full first sign-in makes nine requests to DynamoDB and two to KMS; sending its code is two of the sender', async () => {
  const { dynamo, kms } = await annaSignsIn(world(), false)
  assert.equal((await countMessage()).dynamo, 2)
  assert.equal(dynamo.length, 9 + 2, dynamo.join())
  assert.deepEqual(kms, ['VerifyMac', 'Sign'])
})

test('trusting the device is one request more; telling Anna of it by e-mail is two of the sender', async () => {
  const w = world()
  const { dynamo, kms } = await annaSignsIn(w, true)
  assert.equal(dynamo.length, 10 + 2 + 2, dynamo.join())
  assert.deepEqual(kms, ['VerifyMac', 'Sign'])
  assert.deepEqual(
    w.jobs.slice(-1).map((job) => [job.kind, job.channel]),
    [['notice', 'email']],
  )
})

test('a sign-in on a trusted device makes five, and sends nothing', async () => {
  const w = world()
  await withAnna(w)
  const device = { 'Latchkey-Device': (await signIn(w, { trustDevice: true })).body.deviceToken }
  w.passes(DAY)
  const sent = w.sms.length
  const { dynamo, kms } = await counted(w, async () => {
    const begun = await start(w, PHONE, device)
    assert.equal((await enterPin(w, begun.body.loginId)).status, 200)
  })
  assert.deepEqual([dynamo.length, kms, w.sms.length], [5, ['VerifyMac', 'Sign'], sent])
})

test('a wrong code costs at most two requests, a wrong PIN two and one call to KMS', async () => {
  const w = world()
  await withAnna(w)
  await warm(w)
  const { loginId } = (await start(w)).body
  const code = newestCode(w, PHONE)
  const wrongCode = await counted(w, () => giveCode(w, loginId, otherThan(code)))
  assert.ok(wrongCode.dynamo.length <= 2, wrongCode.dynamo.join())
  assert.deepEqual(wrongCode.kms, [])
  await giveCode(w, loginId, code)
  const wrongPin = await counted(w, () => enterPin(w, loginId, '502837'))
  assert.equal(wrongPin.dynamo.length, 2, wrongPin.dynamo.join())
  assert.deepEqual(wrongPin.kms, ['VerifyMac'])
  const again = await counted(w, () => enterPin(w, loginId, '502838'))
  assert.deepEqual([again.dynamo.length, again.kms], [2, ['VerifyMac']], again.dynamo.join())
})

test('a wrong PIN on a trusted device costs two requests, too; the fifth in a row takes the device away', async () => {
  const w = world()
  await withAnna(w)
  const device = { 'Latchkey-Device': (await signIn(w, { trustDevice: true })).body.deviceToken }
  for (let i = 1; i <= 5; i++) {
    w.passes(DAY)
    const { loginId } = (await start(w, PHONE, device)).body
    const { dynamo, kms } = await counted(w, () => enterPin(w, loginId, '502837'))
    const own = dynamo.filter((operation) => operation === 'UpdateItem' || operation === 'DeleteItem')
    assert.deepEqual(own, ['UpdateItem', 'UpdateItem', ...(i === 5 ? ['DeleteItem'] : [])], dynamo.join())
    assert.deepEqual(kms, ['VerifyMac'])
  }
})

test('after an earlier login a start and a wrong code cost what they cost without, and the earlier one’s code three requests', async () => {
  const w = world()
  await withAnna(w)
  await warm(w)
  const first = await counted(w, () => start(w))
  const earlier = newestCode(w, PHONE)
  w.passes(MINUTE)
  const second = await counted(w, () => start(w))
  assert.deepEqual(second, first)
  const { loginId } = (await start(w, PHONE, {}, '203.0.113.9')).body
  const code = newestCode(w, PHONE)
  const wrong = await counted(w, () => giveCode(w, loginId, otherThan(code, 5)))
  assert.equal(wrong.dynamo.length, 2, wrong.dynamo.join())
  const told = await counted(w, () => giveCode(w, loginId, earlier))
  assert.deepEqual(told.dynamo, ['UpdateItem', 'UpdateItem', 'TransactWriteItems'])
  const right = await counted(w, () => giveCode(w, loginId, code))
  assert.ok(right.dynamo.length <= 2, right.dynamo.join())
})

test('a right PIN after a wrong one makes as many requests as one without', async () => {
  const w = world()
  await withAnna(w)
  await warm(w)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, newestCode(w, PHONE))
  await enterPin(w, loginId, '502837')
  const { dynamo, kms } = await counted(w, () => enterPin(w, loginId))
  assert.deepEqual([dynamo.length, kms], [4, ['VerifyMac', 'Sign']], dynamo.join())
})

test('a PIN in a login that is used up asks no key; its login then says by itself that it is over', async () => {
  const w = world()
  await withAnna(w)
  await warm(w)
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, newestCode(w, PHONE))
  await enterPin(w, loginId)
  const first = await counted(w, () => enterPin(w, loginId, '502837'))
  assert.deepEqual([first.dynamo.length, first.kms], [5, []], first.dynamo.join())
  const second = await counted(w, () => enterPin(w, loginId, '502837'))
  assert.deepEqual([second.dynamo.length, second.kms], [1, []], second.dynamo.join())
})

test('a refresh makes two requests and signs once', async () => {
  const w = world()
  await withAnna(w)
  const { refreshToken } = (await signIn(w)).body
  w.passes(MINUTE)
  const { dynamo, kms } = await counted(w, () => knock(w, 'POST /session/refresh', { body: { refreshToken } }))
  assert.deepEqual([dynamo.length, kms], [2, ['Sign']])
})

test('no sign-in ever scans or queries', async () => {
  const w = world()
  await withAnna(w)
  const { dynamo } = await counted(w, async () => {
    const trusted = (await signIn(w, { trustDevice: true })).body
    w.passes(DAY)
    await signIn(w, {}, { 'Latchkey-Device': trusted.deviceToken })
    await knock(w, 'POST /session/refresh', { body: { refreshToken: trusted.refreshToken } })
  })
  assert.deepEqual(
    dynamo.filter((operation) => ['Scan', 'Query'].includes(operation)),
    [],
  )
})

test('thirty daily sign-ins on one trusted device are one text message', async () => {
  const w = world()
  await withAnna(w)
  const first = (await signIn(w, { trustDevice: true })).body
  for (let day = 1; day < 30; day++) {
    w.passes(DAY)
    assert.equal((await signIn(w, {}, { 'Latchkey-Device': first.deviceToken })).status, 200)
  }
  assert.equal(w.sms.length, 1)
})

// A million of them are in the benchmark: `npm run bench -- counts`.
test('requests, units and bytes of a day, right and wrong, are the same with a thousand people stored as with three', async () => {
  const few = await dayAmong(3)
  assert.ok(few.length > 40)
  assert.deepEqual(await dayAmong(1_000), few)
})

test('exactly one slow hash per attempt, for nobody as for somebody, and none before the attempt is charged', async () => {
  const w = world()
  await withAnna(w)
  const { loginId } = (await start(w)).body
  const early = await counted(w, () => enterPin(w, loginId, PIN))
  assert.deepEqual(early.kms, [], 'a PIN before the code reaches neither hash nor KMS')
  const nobody = (await start(w, '+447700900777')).body
  const job = w.jobs.at(-1)
  assert.ok(job?.kind === 'code')
  const wait = { about: job.about, purpose: job.purpose, seed: job.seed, channel: job.channel }
  const [guess = ''] = await w.ports.codes.of(wait, 1)
  await giveCode(w, nobody.loginId, guess)
  const decoy = await counted(w, () => enterPin(w, nobody.loginId, PIN))
  assert.deepEqual([decoy.dynamo.length, decoy.kms], [2, ['VerifyMac']])
})
