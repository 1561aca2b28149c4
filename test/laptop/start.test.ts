import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Message } from '#laptop/outbox'
import { freePort } from '#laptop/own-address'

const root = resolve(import.meta.dirname, '../..')

type Started = { readonly process: ChildProcess; readonly printed: string }

const startedWith = async (env: NodeJS.ProcessEnv, ...options: string[]): Promise<Started> => {
  const child = spawn(process.execPath, [resolve(root, 'bin/start.ts'), ...options], {
    cwd: root,
    env: { ...process.env, ...env },
  })
  let printed = ''
  child.stdout.on('data', (text: Buffer) => {
    printed += text
  })
  child.stderr.on('data', (text: Buffer) => {
    printed += text
  })
  while (child.exitCode === null && !printed.includes('/pin ')) await wait(50)
  return { process: child, printed }
}

const started = (...options: string[]): Promise<Started> => startedWith({}, ...options)

const asked = async (url: string, body: object): Promise<Record<string, unknown>> => {
  const headers = { 'content-type': 'application/json' }
  const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  assert.equal(reply.status, 200, url)
  return (await reply.json()) as Record<string, unknown>
}

const codeFor = async (url: string, to: string): Promise<string> => {
  for (;;) {
    const reply = await fetch(`${url}/_local/outbox?to=${encodeURIComponent(to)}`)
    const { messages } = (await reply.json()) as { readonly messages: readonly Message[] }
    const code = messages.at(-1)?.code
    if (code !== undefined) return code
    await wait(20)
  }
}

const found = (text: string, pattern: RegExp): string => {
  const value = pattern.exec(text)?.[1]
  assert.ok(value, `${pattern} in ${text}`)
  return value
}

test('a newcomer starts Latchkey, signs in as a demo person by the printed lines, and stops it with Ctrl-C', async (t) => {
  const { process: laptop, printed } = await started('--port', String(await freePort()))
  t.after(() => laptop.kill('SIGKILL'))
  const url = found(printed, /Latchkey is up +(http:\/\/localhost:\d+)/)
  const phone = found(printed, /"phone":"(\+\d+)"/)
  const { loginId } = await asked(`${url}/login/phone`, { phone })
  await asked(`${url}/login/${String(loginId)}/code`, { code: await codeFor(url, phone) })
  const pin = found(printed, /"pin":"(\d{6})"/)
  const session = await asked(`${url}/login/${String(loginId)}/pin`, { pin })
  assert.equal(session.tokenType, 'Bearer')
  const [, email, password] = /(\S+@\S+) {2}password (.+)/.exec(printed) ?? []
  assert.equal((await asked(`${url}/login/email`, { email, password })).next, 'phone_number')
  laptop.kill('SIGINT')
  const [code] = await once(laptop, 'exit')
  assert.equal(code, 0)
  await assert.rejects(fetch(`${url}/health`))
})

test('the runs of workflows say their times as the API does', async (t) => {
  const { process: laptop, printed } = await started('--port', String(await freePort()))
  t.after(() => laptop.kill('SIGKILL'))
  const url = found(printed, /Latchkey is up +(http:\/\/localhost:\d+)/)
  await asked(`${url}/pin-reset`, { phone: found(printed, /"phone":"(\+\d+)"/) })
  type Run = { readonly startedAt: string; readonly history: readonly { readonly at: string }[] }
  const { executions } = (await (await fetch(`${url}/_local/executions`)).json()) as { executions: readonly Run[] }
  const times = executions.flatMap(({ startedAt, history }) => [startedAt, ...history.map(({ at }) => at)])
  assert.ok(times.length > 1)
  for (const at of times) assert.equal(at, new Date(at).toISOString())
})

test('an option that makes no sense is named before anything runs', async () => {
  for (const options of [['--port', 'x'], ['--port', '70000'], ['--stage', 'moon'], ['--colour']]) {
    const { process: laptop, printed } = await started(...options)
    assert.equal(laptop.exitCode, 1)
    assert.match(printed, new RegExp(options.at(-1) ?? ''))
  }
})

test('a second one at the same port, or with the same data, says so at once and leaves the first alone', async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'latchkey-data-'))
  t.after(() => rmSync(data, { recursive: true, force: true }))
  const port = String(await freePort())
  const { process: first, printed } = await started('--port', port, '--data', data)
  t.after(() => first.kill('SIGKILL'))
  assert.match(printed, /Latchkey is up/)
  const { process: second, printed: said } = await started('--port', port)
  t.after(() => second.kill('SIGKILL'))
  assert.equal(second.exitCode, 1)
  assert.match(said, new RegExp(`^port ${port} is taken; choose another with --port\n$`))
  const { process: third, printed: told } = await started('--port', String(await freePort()), '--data', data)
  t.after(() => third.kill('SIGKILL'))
  assert.equal(third.exitCode, 1)
  assert.match(told, new RegExp(`another Latchkey \\(process ${first.pid}\\) keeps its data in ${data}`))
  assert.equal((await fetch(`http://localhost:${port}/health`)).status, 200)
  first.kill('SIGINT')
  await once(first, 'exit')
  const { process: again, printed: back } = await started('--port', port, '--data', data)
  t.after(() => again.kill('SIGKILL'))
  const phone = found(back, /"phone":"(\+\d+)"/)
  assert.equal((await asked(`http://localhost:${port}/login/phone`, { phone })).next, 'sms_code', 'the people are kept')
})

test('the port may come from the environment, as for most servers; an option has the last word', async (t) => {
  const port = String(await freePort())
  const { process: laptop, printed } = await startedWith({ PORT: port })
  t.after(() => laptop.kill('SIGKILL'))
  assert.match(printed, new RegExp(`http://localhost:${port}\\s`))
  const { process: other, printed: said } = await startedWith({ PORT: port }, '--port', 'x')
  assert.equal(other.exitCode, 1)
  assert.match(said, /x is not a port/)
})
