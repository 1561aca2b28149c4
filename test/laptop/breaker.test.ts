import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assemblyOf } from '#laptop/assembly'
import { type Laptop, startLaptop } from '#laptop/laptop'
import { ADMIN, floodLaptop as flood, phoneOf, post } from '#support/flooded-laptop'
import { refusingFloods } from '#support/refusing-template'

const { template, assetsDir } = await assemblyOf('dev')
const recording = await startLaptop({ template, assetsDir, port: 0, quiet: true })
const refusing = await startLaptop({ template: refusingFloods(template), assetsDir, port: 0, quiet: true })
after(() => Promise.all([recording.stop(), refusing.stop()]))

type Told = { readonly type: string; readonly detail: Readonly<Record<string, unknown>> }

const told = async (laptop: Laptop): Promise<readonly Told[]> => {
  await laptop.settled()
  const { events } = (await (await fetch(`${laptop.url}/_local/events`)).json()) as { readonly events: readonly Told[] }
  return events.filter(({ type }) => type.startsWith('messages.'))
}

test('on the laptop, too, strangers are paused when nobody gives their codes, and sent them again by the clock', async () => {
  const organisationId = await flood(refusing)
  const [event, ...more] = await told(refusing)
  assert.deepEqual(
    [event?.type, event?.detail.organisationId, event?.detail.refused],
    ['messages.paused', organisationId, true],
  )
  assert.deepEqual(more, [])
  assert.deepEqual(
    refusing.outbox.list(ADMIN).map(({ subject }) => subject),
    ['Tekstiviestit uusille laitteille on keskeytetty'],
  )
  const sent = refusing.outbox.list().length
  const { loginId } = (await post(refusing, '/login/phone', { phone: phoneOf(51) })).body
  await refusing.settled()
  assert.equal(refusing.outbox.list().length, sent)
  const again = await post(refusing, `/login/${loginId}/code/resend`, {})
  assert.deepEqual(
    [again.status, again.body.code, again.retryAfter],
    [429, 'too_many_requests', `${again.body.retryAfterSeconds}`],
  )
  await refusing.clock.advance(again.body.retryAfterSeconds)
  await post(refusing, '/login/phone', { phone: phoneOf(51) })
  await refusing.settled()
  assert.equal(refusing.outbox.list(phoneOf(51)).length, 1)
  assert.deepEqual(refusing.denials, [])
})

test('a stage that records tells of it and sends', async () => {
  await flood(recording)
  assert.deepEqual(
    (await told(recording)).map(({ type, detail }) => [type, detail.refused]),
    [['messages.paused', false]],
  )
  await post(recording, '/login/phone', { phone: phoneOf(51) })
  await recording.settled()
  assert.equal(recording.outbox.list(phoneOf(51)).length, 1)
  assert.deepEqual(recording.outbox.list(ADMIN), [])
  assert.deepEqual(recording.denials, [])
})
