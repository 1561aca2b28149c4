import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'

const LOG = join(import.meta.dirname, '../../lambdas/runtime/log.ts')
const PROGRAM = `
  const { log } = await import(${JSON.stringify(LOG)})
  log('started', { step: 'login-start', requestId: 'r' })
  log('failed', { step: 'login-start', errorName: 'TypeError' })
`

/** What a function that runs with these variables writes, to either stream. */
const linesWith = (variables: Readonly<Record<string, string>>) => {
  const { LATCHKEY_LOG_LEVEL: _, ...env } = process.env
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', PROGRAM], {
    env: { ...env, ...variables },
    encoding: 'utf8',
  })
  assert.equal(ran.status, 0, ran.stderr)
  return [ran.stdout, ran.stderr].map((text) => text.split('\n').filter((line) => line.startsWith('{')))
}

test('a line is JSON with its word, its fields and its trace; what failed goes to the other stream', () => {
  const trace = { _X_AMZN_TRACE_ID: 'Root=1-2-3;Parent=4;Sampled=0' }
  const [out = [], error = []] = linesWith(trace)
  const read = (line = '') => {
    const { timestamp, ...fields } = JSON.parse(line)
    assert.equal(new Date(timestamp).toISOString(), timestamp)
    return fields
  }
  const same = { service: 'latchkey', xray_trace_id: '1-2-3', step: 'login-start' }
  assert.deepEqual(out.map(read), [{ level: 'INFO', message: 'started', ...same, requestId: 'r' }])
  assert.deepEqual(error.map(read), [{ level: 'ERROR', message: 'failed', ...same, errorName: 'TypeError' }])
})

test('lines below the level that a function is given are not written, and a word that is no level silences none', () => {
  const counted = (variables: Readonly<Record<string, string>>) => linesWith(variables).map(({ length }) => length)
  assert.deepEqual(counted({}), [1, 1])
  assert.deepEqual(counted({ AWS_LAMBDA_LOG_LEVEL: 'WARN' }), [0, 1])
  assert.deepEqual(counted({ LATCHKEY_LOG_LEVEL: 'ERROR' }), [0, 1])
  assert.deepEqual(counted({ LATCHKEY_LOG_LEVEL: 'SILENT', AWS_LAMBDA_LOG_LEVEL: 'INFO' }), [0, 0])
  assert.deepEqual(counted({ LATCHKEY_LOG_LEVEL: 'quiet' }), [1, 1])
})
