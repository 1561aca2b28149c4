import assert from 'node:assert/strict'
import crypto from 'node:crypto'
import { createServer } from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import type { AddressInfo } from 'node:net'
import { mock, test } from 'node:test'
import { make as makeCheck } from '#adapters/pin-check'
import { make as makeSeal } from '#adapters/pin-seal'
import { KDF } from '#adapters/secret-message'
import { ENVIRONMENT } from '#runtime/environment'
import { enterPin, giveCode, PHONE, PIN, start, withAnna } from '#support/anna'
import { EMAIL, PASSWORD, startByEmail, withBen } from '#support/ben'
import { choosePin, resetAt } from '#support/resetting'
import { newestCode, type World, world } from '#support/world'

const hash = mock.method(crypto, 'argon2')
syncBuiltinESMExports()

/** OWASP's setting, in KiB: written down here once more, so that nobody lowers it by mistake. */
const SLOW = ['argon2id', 19_456, 2, 1]

/** How slow each hash was that was made meanwhile. */
const hashesOf = async (act: () => Promise<unknown>): Promise<readonly unknown[]> => {
  hash.mock.resetCalls()
  await act()
  return hash.mock.calls.map(({ arguments: [kind, { memory, passes, parallelism }] }) => [
    ...[kind, memory, passes, parallelism],
  ])
}

const slow = () => world({ slowness: KDF })

/** The newest code, of a login that leads to nobody too. */
const codeOf = async (w: World): Promise<string> => {
  const job = w.jobs.at(-1)
  assert.ok(job?.kind === 'code')
  const wait = { about: job.about, purpose: job.purpose, seed: job.seed, channel: job.channel }
  return (await w.ports.codes.of(wait, job.send)).at(-1) ?? ''
}

const atPin = async (w: World, phone: string): Promise<string> => {
  const { loginId } = (await start(w, phone)).body
  assert.equal((await giveCode(w, loginId, await codeOf(w))).status, 200)
  return loginId
}

test('a PIN that is typed is one slow hash: right, wrong or nobody’s; none before a try is charged, and none while there is a wait', async () => {
  const w = slow()
  await withAnna(w)
  const { loginId } = (await start(w)).body
  assert.deepEqual(await hashesOf(() => enterPin(w, loginId)), [], 'before the code')
  await giveCode(w, loginId, newestCode(w, PHONE))
  assert.deepEqual(await hashesOf(() => enterPin(w, loginId, '000001')), [SLOW])
  assert.deepEqual(await hashesOf(() => enterPin(w, loginId, PIN)), [SLOW])
  for (const phone of [PHONE, '+447700900777']) {
    const waiting = await atPin(w, phone)
    let answer = await enterPin(w, waiting, '000001')
    const hashes = await hashesOf(async () => {
      while (answer.body.code === 'wrong_pin') answer = await enterPin(w, waiting, '000001')
    })
    assert.deepEqual([hashes, answer.body.code], [[SLOW, SLOW], 'too_many_requests'], phone)
  }
})

test('a password that is typed is one slow hash: right, wrong or nobody’s', async () => {
  const w = slow()
  await withBen(w)
  for (const [email, password] of [
    [EMAIL, PASSWORD],
    [EMAIL, 'something else entirely'],
    ['nobody@example.com', PASSWORD],
  ] as const)
    assert.deepEqual(await hashesOf(() => startByEmail(w, { email, password })), [SLOW], `${email} ${password}`)
})

test('a PIN that is chosen is compared with the present one and sealed: two slow hashes', async () => {
  const w = slow()
  await withAnna(w)
  const id = await resetAt(w, 'new_pin')
  assert.deepEqual(await hashesOf(() => choosePin(w, id)), [SLOW, SLOW])
})

test('what a function makes for itself hashes as slowly, for nobody too, and writes down how slowly', async () => {
  const aws = createServer((request, response) => {
    const verify = String(request.headers['x-amz-target']).endsWith('.VerifyMac')
    request.resume().once('end', () => response.end(JSON.stringify(verify ? { MacValid: true } : { Mac: 'AAAA' })))
  })
  await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve))
  Object.assign(process.env, {
    AWS_REGION: 'eu-north-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(aws.address() as AddressInfo).port}`,
    [ENVIRONMENT.pinKey]: 'pin-key',
  })
  const owner = { organisationId: 'o', personId: 'p', secretEpoch: 1, factor: 'pin' } as const
  const [check, seal] = [makeCheck(), makeSeal({ clock: { now: () => 0 } })]
  try {
    const { kdf, m, t, p } = await seal.make(PIN, owner)
    assert.deepEqual([kdf, m, t, p], SLOW)
    assert.deepEqual(await hashesOf(() => seal.make(PIN, owner)), [SLOW])
    assert.deepEqual(await hashesOf(() => check.verify(PIN, owner, undefined)), [SLOW])
  } finally {
    aws.closeAllConnections()
    aws.close()
  }
})
