import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { withAdmin } from '#support/admin'
import { start, withAnna } from '#support/anna'
import { setOrganisation, startByEmail, withBen } from '#support/ben'
import { knock } from '#support/door'
import { type World, world } from '#support/world'
import { run } from '../../lambdas/record-delivery/handler.ts'

/** A batch of log lines as CloudWatch Logs hands it over. */
const smsLines = (...lines: readonly object[]) => ({
  awslogs: {
    data: gzipSync(JSON.stringify({ logEvents: lines.map((line) => ({ message: JSON.stringify(line) })) })).toString(
      'base64',
    ),
  },
})
const sms = (messageId: string, status: string) => ({
  notification: { messageId },
  status,
  delivery: { destination: '+4477' },
})
const mailEvent = (messageId: string, eventType: string) => ({
  source: 'aws.ses',
  detail: { eventType, mail: { messageId } },
})

const sentAs = (w: World, providerId: string) => {
  w.provider.answer = async () => ({ outcome: 'accepted', providerId })
}

const ledger = async (w: World, organisationId: string) => {
  const { ask } = await withAdmin(w, organisationId)
  return (await ask('GET /organisation/sms-ledger')).body.items[0]
}

test('a text message that arrived says so in the ledger, and on the waiting page of who gave the password', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  sentAs(w, 'sns-1')
  const { loginId } = (await startByEmail(w)).body
  await run(smsLines(sms('sns-1', 'SUCCESS'), sms('somebody else’s', 'FAILURE')), w.ports)
  assert.equal((await knock(w, `GET /login/${loginId}`)).body.code.delivery, 'delivered')
  assert.equal((await ledger(w, organisationId)).outcome, 'delivered')
})

test('whoever only typed a number does not learn that a phone took the message', async () => {
  const w = world()
  await withAnna(w)
  sentAs(w, 'sns-1')
  const { loginId } = (await start(w)).body
  await run(smsLines(sms('sns-1', 'SUCCESS')), w.ports)
  assert.equal((await knock(w, `GET /login/${loginId}`)).body.code.delivery, 'sent')
})

test('a text message that never arrived offers the other channel, where the organisation allows it, and stays paid', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  await setOrganisation(w, organisationId, { emailCodesWhenSmsSpent: true })
  sentAs(w, 'sns-1')
  const { loginId } = (await startByEmail(w)).body
  await run(smsLines(sms('sns-1', 'FAILURE')), w.ports)
  const { delivery, alternatives, why } = (await knock(w, `GET /login/${loginId}`)).body.code
  assert.deepEqual([delivery, alternatives, why], ['failed', ['email'], 'not_delivered'])
  assert.equal((await ledger(w, organisationId)).price, '0.10')
})

test('what is told twice or out of order does not take back that a message arrived', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  sentAs(w, 'sns-1')
  await startByEmail(w)
  for (const status of ['SUCCESS', 'FAILURE', 'SUCCESS']) await run(smsLines(sms('sns-1', status)), w.ports)
  assert.equal((await ledger(w, organisationId)).outcome, 'delivered')
  sentAs(w, 'sns-2')
  w.passes(60_000)
  await startByEmail(w)
  for (const status of ['FAILURE', 'SUCCESS']) await run(smsLines(sms('sns-2', status)), w.ports)
  assert.equal((await ledger(w, organisationId)).outcome, 'delivered')
})

test('an e-mail that bounced has failed; one that is late has not', async () => {
  const w = world()
  const { organisationId } = await withBen(w)
  await setOrganisation(w, organisationId, { twoFactor: { required: true, method: 'email', exemptNetworks: [] } })
  sentAs(w, 'ses-1')
  const { loginId } = (await startByEmail(w)).body
  const delivery = async () => (await knock(w, `GET /login/${loginId}`)).body.code.delivery
  await run(mailEvent('ses-1', 'DeliveryDelay'), w.ports)
  assert.equal(await delivery(), 'sent')
  await run(mailEvent('ses-1', 'Bounce'), w.ports)
  assert.equal(await delivery(), 'failed')
})

test('events that are none of the providers, or in no form of theirs, change nothing', async () => {
  const w = world()
  w.forget()
  for (const event of [
    undefined,
    null,
    {},
    'x',
    { source: 'aws.ses' },
    { source: 'other', detail: { eventType: 'Bounce', mail: { messageId: 'x' } } },
    smsLines(
      { status: 'SUCCESS' },
      { notification: { messageId: 7 }, status: 'SUCCESS' },
      { notification: { messageId: 'x' }, status: 'MAYBE' },
    ),
  ])
    await run(event, w.ports)
  assert.equal(w.asked.length, 0)
})
