import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assemblyOf } from '#laptop/assembly'
import { startLaptop } from '#laptop/laptop'
import { refusingFloods } from '#support/refusing-template'

const { template, assetsDir } = await assemblyOf('dev')
const recording = await startLaptop({ template, assetsDir, port: 0, quiet: true })
const refusing = await startLaptop({ template: refusingFloods(template), assetsDir, port: 0, quiet: true })
after(() => Promise.all([recording.stop(), refusing.stop()]))

type Laptop = typeof refusing
type Told = { readonly type: string; readonly detail: Readonly<Record<string, unknown>> }

const post = async (laptop: Laptop, path: string, body: object, source = '203.0.113.1') => {
  const headers = { 'content-type': 'application/json', 'latchkey-local-source': source }
  const reply = await fetch(`${laptop.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  // biome-ignore lint/suspicious/noExplicitAny: an answer is read field by field
  return { status: reply.status, retryAfter: reply.headers.get('retry-after'), body: (await reply.json()) as any }
}

const phoneOf = (n: number) => `+447700900${String(n).padStart(3, '0')}`

/** Fifty people who begin and never go on. Answers their organisation. */
const flood = async (laptop: Laptop): Promise<string> => {
  const smsBudget = { limit: '100.00', currency: 'EUR' }
  const made = await post(laptop, '/operator/organisations', { name: 'Clinic', defaultCountry: 'GB', smsBudget })
  const { organisationId } = made.body
  for (let n = 0; n < 52; n++)
    await post(laptop, `/operator/organisations/${organisationId}/people`, {
      ...{ name: `Person ${n}`, phone: phoneOf(n), email: `p${n}@example.com`, role: 'member' },
    })
  for (let n = 0; n < 50; n++) await post(laptop, '/login/phone', { phone: phoneOf(n) }, `198.51.${n}.1`)
  await laptop.settled()
  await laptop.clock.advance(5 * 60)
  await post(laptop, '/login/phone', { phone: phoneOf(50) })
  await laptop.settled()
  return organisationId
}

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
  assert.deepEqual(recording.denials, [])
})
