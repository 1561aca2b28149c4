// The operator's command line against the laptop, as somebody types it.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { assemblyOf } from '#laptop/assembly'
import { type Laptop, startLaptop } from '#laptop/laptop'

const script = resolve(import.meta.dirname, '../../bin/operator.ts')
let laptop: Laptop
before(async () => {
  laptop = await startLaptop({ ...(await assemblyOf('dev')), port: 0, quiet: true })
})
after(() => laptop.stop())

type Ran = { readonly code: number; readonly said: string; readonly answer: Record<string, string> }

const operator = (...args: readonly string[]): Promise<Ran> =>
  new Promise((done) => {
    const env = { ...process.env, LATCHKEY_API: laptop.url }
    execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) => {
      const answer = stdout.startsWith('{') ? JSON.parse(stdout) : {}
      done({ code: Number(error?.code ?? 0), said: stdout + stderr, answer })
    })
  })

const ask = async (method: string, path: string, body: object, token?: string) => {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
  const reply = await fetch(`${laptop.url}${path}`, {
    method,
    headers,
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
  })
  return JSON.parse(await reply.text())
}

const codeTo = async (to: string): Promise<string | undefined> => {
  await laptop.settled()
  return laptop.outbox.list(to).findLast(({ code }) => code !== undefined)?.code
}

const phone = '+447700900144'
const pin = '836194'

test('an operator makes an organisation and its admin, who chooses a PIN, signs in and sees the budget that the operator raised', async () => {
  const budget = ['--limit', '100.00', '--currency', 'EUR', '--price', 'GB=0.04']
  const made = await operator('create-organisation', '--name', 'Example Clinic', '--country', 'GB', ...budget)
  assert.equal(made.code, 0, made.said)
  const organisation = ['--organisation', made.answer.organisationId ?? '']
  const contact = ['--phone', '07700 900144', '--email', 'ada@example.com']
  const person = await operator('create-person', ...organisation, '--name', 'Ada', '--role', 'member', ...contact)
  assert.equal(person.code, 0, person.said)
  const whom = [...organisation, '--person', person.answer.personId ?? '']
  assert.equal((await operator('change-person', ...whom, '--role', 'admin', '--reason', 'she runs it')).code, 0)
  assert.equal(
    (await operator('change-organisation', ...organisation, '--limit', '250.00', '--currency', 'EUR')).code,
    0,
  )

  const reset = `/pin-reset/${(await ask('POST', '/pin-reset', { phone })).resetId}`
  await ask('POST', `${reset}/sms-code`, { code: await codeTo(phone) })
  await ask('POST', `${reset}/email-code`, { code: await codeTo('ada@example.com') })
  assert.equal((await ask('POST', `${reset}/pin`, { pin })).next, 'sign_in')
  const login = `/login/${(await ask('POST', '/login/phone', { phone })).loginId}`
  await ask('POST', `${login}/code`, { code: await codeTo(phone) })
  const session = await ask('POST', `${login}/pin`, { pin })
  assert.equal(session.person.role, 'admin')
  assert.equal((await ask('GET', '/organisation/sms-budget', {}, session.accessToken)).limit, '250.00')

  assert.equal((await operator('change-person', ...whom, '--disabled', 'yes')).code, 0)
  assert.equal((await ask('GET', '/me', {}, session.accessToken)).code, 'unauthenticated')
})

test('what is missing or makes no sense is named; what the API refuses is printed, and the shell sees it', async () => {
  const missing = await operator('create-organisation', '--name', 'Example Clinic')
  assert.deepEqual([missing.code, missing.said], [2, '--country is missing\n'])
  assert.match(
    (await operator('change-person', '--organisation', 'a', '--person', 'b', '--disabled', 'maybe')).said,
    /yes or no/,
  )
  assert.match((await operator('create-person', '--colour', 'red')).said, /--colour/)
  const nothing = await operator()
  assert.equal(nothing.code, 2)
  for (const command of ['create-organisation', 'change-organisation', 'create-person', 'change-person'])
    assert.match(nothing.said, new RegExp(command))
  const refused = await operator('create-person', '--organisation', 'nobodys', '--name', 'Ada', '--role', 'admin')
  assert.equal(refused.code, 1)
  assert.ok(refused.answer.code, refused.said)
})
