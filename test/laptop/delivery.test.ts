import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { assemblyOf } from '#laptop/assembly'
import { startLaptop } from '#laptop/laptop'

const laptop = await startLaptop({ ...(await assemblyOf('dev')), port: 0, quiet: true })
after(() => laptop.stop())
Object.assign(process.env, {
  LATCHKEY_API: laptop.url,
  LATCHKEY_OUTBOX: `${laptop.url}/_local/outbox`,
  LATCHKEY_CLOCK: `${laptop.url}/_local/clock`,
})
const { invited, newOrganisation } = await import('../contract/people.ts')
const { expect } = await import('../contract/api.ts')
const { nextCode } = await import('../contract/post.ts')

/** A forgotten password whose e-mail code was right: a text message goes to the number. */
const textAsked = async (): Promise<string> => {
  const { email } = await invited(await newOrganisation())
  const { resetId } = (await expect(200, 'POST /password-reset', { body: { email } })).body
  await laptop.settled()
  await expect(200, `POST /password-reset/${resetId}/email-code`, { body: { code: await nextCode(email) } })
  await laptop.settled()
  return resetId
}

const codeOf = async (resetId: string) => (await expect(200, `GET /password-reset/${resetId}`)).body.code

test('on the laptop as it starts, a text message that arrived is delivered, as in a stage that reads the provider’s log', async () => {
  assert.equal((await codeOf(await textAsked())).delivery, 'delivered')
  assert.deepEqual(laptop.denials, [])
})

test('a text message that is lost on the way has failed, once the provider says so', async () => {
  laptop.faults.add('sms', 'lost')
  const { delivery, why } = await codeOf(await textAsked())
  assert.deepEqual([delivery, why], ['failed', 'not_delivered'])
  assert.deepEqual(laptop.denials, [])
})
