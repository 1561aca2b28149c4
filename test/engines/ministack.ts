// `node --test test/engines/ministack.ts`: the journeys on MiniStack, deployed by the stock `cdk bootstrap` and `cdk deploy`, and a second
// deploy over people and sessions. What MiniStack cannot show is left to the laptop, each for its reason:
//   - promises about minutes or days: nobody can move its clock (`journeyInTime`)
//   - a provider that is down, late or out of order: it takes every message at once
//   - failed, late and lost callbacks of the workflow: it swallows a failing task in `waitForTaskToken` and knows no heartbeat
//   - least privilege: it checks no role
//   - throttling and the firewall: it enforces neither
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { after, test } from 'node:test'
import { assemblyOf } from '#laptop/assembly'
import { apiOf, bootstrap, codeHashOf, deploy, resourcesOf, verifyMailDomain } from '#lib/emulator/deploy'
import { startMiniStack } from '#lib/emulator/ministack'
import { serveOutbox } from '#lib/emulator/outbox'
import { demoPeople, seedOver } from '#lib/emulator/people'
import { stages } from '#lib/stages'
import { runJourneys } from '../contract/run-journeys.ts'
import { testCanary } from './ministack-canary.ts'
import { testRecovery } from './ministack-recovery.ts'
import { testSite } from './ministack-site.ts'
import { nextRelease } from './next-release.ts'

const { assetsDir } = await assemblyOf('dev', 'on')
const stack = await startMiniStack()
const outbox = await serveOutbox(stack)
after(async () => {
  outbox.close()
  await stack.stop()
})
await bootstrap(stack, assetsDir)
const first = await deploy(stack, assetsDir)
await verifyMailDomain(stack, stages.dev.mailFrom.replace(/^.*@/, ''))

const api = apiOf(stack, first.outputs)

// The demo people have the numbers 111 and 222.
await runJourneys({
  ...stack.environment,
  LATCHKEY_API: api,
  LATCHKEY_OUTBOX: outbox.url,
  LATCHKEY_FIRST_NUMBER: '300',
  LATCHKEY_SIGN_REGION: 'us-east-1',
})

testSite(stack, first.outputs.PagesDomain ?? '')

test('the people that `npm run deploy:emulator` makes can sign in', async () => {
  const { signIn } = await import('../contract/people.ts')
  const { openAll } = await import('../contract/post.ts')
  await seedOver(api, outbox.url)
  for (const { name, ...person } of demoPeople) {
    await openAll(person.phone)
    const { body } = await signIn({ organisationId: '', personId: '', ...person })
    assert.equal(body.person.name, name)
  }
})

// What a deploy makes anew each time, and may: a snapshot of the routes.
const isSnapshot = (id: string): boolean => /Deployment[0-9a-f]{32}$|Deployment[0-9A-F]{8}/.test(id)

const lasting = async (): Promise<Readonly<Record<string, string>>> => {
  const all = Object.entries(await resourcesOf(stack, first.name))
  return Object.fromEntries(all.filter(([id]) => !isSnapshot(id)))
}

test('a second deploy replaces nothing, nor does going back, and Anna keeps her session, her trusted device and her PIN', async () => {
  const { newPerson, signIn, start } = await import('../contract/people.ts')
  const { expect } = await import('../contract/api.ts')
  const anna = await newPerson()
  const { refreshToken, deviceToken } = (await signIn(anna, { trustDevice: true })).body
  const before = await lasting()
  assert.ok(Object.keys(before).length > 50, 'the stack tells its resources')
  const pinStep = Object.entries(before).find(([id]) => /loginverifypinFunction/i.test(id))?.[1] ?? ''
  const oldCode = await codeHashOf(stack, pinStep)
  const next = nextRelease(assetsDir)
  const second = await deploy(stack, next)
  rmSync(next, { recursive: true })
  const newCode = await codeHashOf(stack, pinStep)
  assert.deepEqual(second.outputs, first.outputs)
  assert.deepEqual(await lasting(), before)
  assert.notEqual(newCode, oldCode, 'the new code is there')
  const { body } = await expect(200, 'POST /session/refresh', { body: { refreshToken } })
  const me = await expect(200, 'GET /me', { token: body.accessToken })
  assert.equal(me.body.personId, anna.personId)
  const headers = { 'Latchkey-Device': deviceToken }
  assert.equal((await start(anna.phone, headers)).body.next, 'pin')
  await signIn(anna, {}, headers)

  const back = await deploy(stack, assetsDir)
  assert.deepEqual(back.outputs, first.outputs)
  assert.deepEqual(await lasting(), before)
  assert.equal(await codeHashOf(stack, pinStep), oldCode, 'a release that is taken back leaves the one before it')
  const { refreshToken: later } = body
  await expect(200, 'POST /session/refresh', { body: { refreshToken: later } })
  await signIn(anna, {}, headers)
})

testRecovery(first.outputs)
testCanary(stack, api)
