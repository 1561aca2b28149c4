import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { routes } from '#lambdas/routes'
import { tasks } from '#lambdas/tasks'
import { bundleSteps } from '#lib/bundles'
import { doorOf, taskOf } from '#lib/entries'
import { ENVIRONMENT } from '#runtime/environment'
import { coldEnvironment } from '../bench/cold-process.ts'
import { answerFor } from '../bench/stub-aws.ts'

const asked: string[] = []
const aws = createServer((request, response) => {
  const operation = String(request.headers['x-amz-target'])
  let body = ''
  request.on('data', (part) => {
    body += part
  })
  request.on('end', () => {
    const { SecretId = '' } = JSON.parse(body)
    asked.push([operation.split('.').at(-1), SecretId].join(' ').trim())
    response.end(answerFor(operation))
  })
})
await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve))
after(() => aws.close())

const bundles = bundleSteps([...tasks.map(taskOf), ...routes.map(doorOf)])
const named = ['pepper', 'lookupKey', 'contactKey'] as const
const env = {
  ...coldEnvironment(`http://127.0.0.1:${(aws.address() as AddressInfo).port}`),
  ...Object.fromEntries(named.map((name) => [ENVIRONMENT[name], name])),
}
const run = promisify(execFile)

// Everything a function asks before its first caller. What is not here it asks when it is needed, and no journey needs a secret again.
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'login-start': ['GetSecretValue lookupKey', 'GetSecretValue pepper'],
  'login-read': [],
  'login-verify-code': ['GetSecretValue contactKey', 'GetSecretValue pepper'],
  'login-verify-pin': ['GetSecretValue pepper'],
  'login-email': ['GetSecretValue contactKey', 'GetSecretValue lookupKey', 'GetSecretValue pepper'],
  'session-refresh': ['GetSecretValue pepper'],
  'me-read': ['GetPublicKey', 'GetSecretValue contactKey'],
  'session-end': ['GetPublicKey'],
  'pin-reset-new-pin': ['GetSecretValue contactKey'],
  'send-message': ['GetSecretValue contactKey', 'GetSecretValue pepper'],
}

for (const [step, expected] of Object.entries(EXPECTED)) {
  test(`what ${step} asks before its first caller, once each: ${expected.join(', ') || 'nothing'}`, async () => {
    asked.length = 0
    const file = join(bundles.directoryOf(step), 'index.mjs')
    const code = `await import(${JSON.stringify(file)}); process.exit(0)`
    await run(process.execPath, ['--input-type=module', '-e', code], { env: { PATH: process.env.PATH ?? '', ...env } })
    assert.deepEqual([...asked].sort(), expected)
  })
}
