import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net'
import { test } from 'node:test'
import { SignatureV4 } from '@smithy/signature-v4'
import { awsClient, type Manners } from '#adapters/aws-client'
import { AwsFault } from '#adapters/aws-fault'
import { pauseMs, trouble } from '#adapters/aws-retry'
import { NO_CONNECTION } from '#adapters/aws-transport'

type Answer = (response: ServerResponse, request: IncomingMessage) => void

const REQUEST = { path: '/', headers: { 'Content-Type': 'application/x-amz-json-1.0' }, body: '{"a":"ü"}' }

/** A service that answers as told, one answer a request; the last one goes on. */
const service = async (...answers: readonly Answer[]) => {
  const came: { readonly headers: IncomingMessage['headers']; readonly port: number | undefined }[] = []
  const server = createServer((request, response) => {
    came.push({ headers: request.headers, port: request.socket.remotePort })
    request.resume()
    const answer = answers[Math.min(came.length, answers.length) - 1]
    request.once('end', () => answer?.(response, request))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    came,
    client: (manners: Partial<Manners> = {}) => clientOf(address, manners),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const clientOf = (address: string, manners: Partial<Manners>) => {
  Object.assign(process.env, {
    AWS_REGION: 'eu-north-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
  })
  process.env.AWS_ENDPOINT_URL = address
  return awsClient('dynamodb', { pause: async () => {}, ...manners })
}

const say =
  (status: number, body: object | string, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body))
const yes = say(200, { yes: true })
const silent: Answer = () => {}
const hangUp: Answer = (_response, request) => request.socket.destroy()
const halfAnAnswer: Answer = (response, request) => {
  response.writeHead(200, { 'content-length': '100' }).write('{"half":')
  setTimeout(() => request.socket.destroy(), 20)
}

type SourceData = string | ArrayBuffer | ArrayBufferView

const bytesOf = (data: SourceData) =>
  typeof data === 'string'
    ? Buffer.from(data)
    : data instanceof ArrayBuffer
      ? Buffer.from(data)
      : Buffer.from(data.buffer, data.byteOffset, data.byteLength)

class Sha256 {
  private readonly hash
  constructor(secret?: SourceData) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret))
  }
  update(data: SourceData) {
    this.hash.update(bytesOf(data))
  }
  async digest() {
    return new Uint8Array(this.hash.digest())
  }
  reset() {}
}

test('a request is signed as Amazon’s own signer signs it, with the session’s token in the signature', async () => {
  process.env.AWS_SESSION_TOKEN = 'a session'
  try {
    await using aws = await service(yes)
    await aws.client()(REQUEST)
    const { authorization = '', connection: _, 'transfer-encoding': _t, ...headers } = aws.came[0]?.headers ?? {}
    const signed = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? []
    for (const name of ['host', 'x-amz-date', 'x-amz-target', 'x-amz-security-token', 'content-type']) {
      if (name in headers) assert.ok(signed.includes(name), name)
    }
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'a session' }
    const signer = new SignatureV4({
      service: 'dynamodb',
      region: 'eu-north-1',
      credentials,
      sha256: Sha256,
      applyChecksum: false,
    })
    const date = String(headers['x-amz-date']).replace(/^(....)(..)(..T..)(..)(..)Z$/, '$1-$2-$3:$4:$5Z')
    const named = Object.fromEntries(signed.map((name) => [name, String(headers[name])]))
    const again = await signer.sign(
      { method: 'POST', protocol: 'http:', hostname: '127.0.0.1', path: '/', headers: named, body: REQUEST.body },
      { signingDate: new Date(date), signableHeaders: new Set(signed) },
    )
    assert.equal(authorization, again.headers.authorization)
  } finally {
    delete process.env.AWS_SESSION_TOKEN
  }
})

test('passing trouble is asked about again, three times in all: 500, throttling, a connection that broke, half an answer', async () => {
  const throttled = say(400, { __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException', message: 'slow' })
  for (const trouble of [say(500, ''), say(503, '<html>'), throttled, hangUp, halfAnAnswer]) {
    await using twice = await service(trouble, trouble, yes)
    assert.deepEqual(JSON.parse((await twice.client()(REQUEST)).body), { yes: true })
    assert.equal(twice.came.length, 3)
    assert.equal(new Set(twice.came.map(({ headers }) => headers['amz-sdk-invocation-id'])).size, 1)
    await using always = await service(trouble)
    await assert.rejects(always.client()(REQUEST))
    assert.equal(always.came.length, 3)
  }
})

test('a certain no is final, and says its word and its facts', async () => {
  const facts = { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', Item: { pk: { S: 'a' } } }
  await using aws = await service(say(400, facts))
  const error = await aws
    .client()(REQUEST)
    .catch((thrown: unknown) => thrown)
  assert.ok(error instanceof AwsFault)
  assert.deepEqual(
    [error.name, error.status, error.facts.Item],
    ['ConditionalCheckFailedException', 400, { pk: { S: 'a' } }],
  )
  assert.equal(aws.came.length, 1)
})

test('the word of a refusal is read wherever a service puts it, and its sentence is never kept', async () => {
  const quoted = 'the number +447700900123 opted out'
  for (const [answer, word] of [
    [say(400, { __type: 'InvalidToken', message: quoted }), 'InvalidToken'],
    [
      say(404, { Message: quoted }, { 'x-amzn-errortype': 'ResourceNotFoundException:http://x/' }),
      'ResourceNotFoundException',
    ],
    [
      say(403, `<ErrorResponse><Error><Code>OptedOut</Code><Message>${quoted}</Message></Error></ErrorResponse>`),
      'OptedOut',
    ],
    [say(400, 'no'), 'Http400'],
    [say(302, '', { location: 'http://elsewhere.example.com' }), 'Http302'],
  ] as const) {
    await using aws = await service(answer)
    const error = await aws
      .client()(REQUEST)
      .catch((thrown: unknown) => thrown)
    assert.ok(error instanceof AwsFault)
    assert.equal(error.name, word)
    assert.equal(`${error.message}${error.stack}`.includes('7700'), false)
  }
})

test('a service that says nothing is given up, and counts as an answer that never came', async () => {
  await using aws = await service(silent)
  await assert.rejects(aws.client({ answerMs: 40, tries: 2 })(REQUEST), { name: 'TimeoutError', code: 'ETIMEDOUT' })
  assert.equal(aws.came.length, 2)
})

test('a connection that never stands is told from an answer that never came', async () => {
  // A full backlog: the kernel takes no further connection and refuses none.
  const full = createTcpServer()
  await new Promise<void>((resolve) => full.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, resolve))
  const { port } = full.address() as AddressInfo
  const blocked = new Int32Array(new SharedArrayBuffer(4))
  const idle = Array.from({ length: 8 }, () => connect(port, '127.0.0.1').on('error', () => {}))
  Atomics.wait(blocked, 0, 0, 50)
  try {
    const error = await clientOf(`http://127.0.0.1:${port}`, { connectMs: 1, answerMs: 60, tries: 1 })(REQUEST).catch(
      (e) => e,
    )
    assert.ok([NO_CONNECTION, 'ETIMEDOUT'].includes(error.code), error.code)
  } finally {
    for (const socket of idle) socket.destroy()
    full.close()
  }
  const refused = await clientOf('http://127.0.0.1:1', { tries: 1 })(REQUEST).catch((thrown) => thrown)
  assert.equal(refused.code, 'ECONNREFUSED')
})

test('requests share a connection, unless each must have its own', async () => {
  await using aws = await service(yes)
  const shared = aws.client()
  for (let i = 0; i < 3; i++) await shared(REQUEST)
  assert.equal(new Set(aws.came.map(({ port }) => port)).size, 1)
  const own = aws.client({ reuse: false })
  for (let i = 0; i < 3; i++) await own(REQUEST)
  assert.equal(new Set(aws.came.map(({ port }) => port)).size, 4)
})

test('the trace of a function goes on with what it asks', async () => {
  process.env._X_AMZN_TRACE_ID = 'Root=1-2-3'
  try {
    await using aws = await service(yes)
    await aws.client()(REQUEST)
    assert.equal(aws.came[0]?.headers['x-amzn-trace-id'], 'Root=1-2-3')
  } finally {
    delete process.env._X_AMZN_TRACE_ID
  }
})

test('without another address a service is where AWS has it, and a service may have an address of its own', async () => {
  delete process.env.AWS_ENDPOINT_URL
  const hostOf = async (region: string) => {
    process.env.AWS_REGION = region
    let host: unknown
    await awsClient('secrets', {
      transport: async ({ headers }) => {
        host = headers.host
        return { status: 200, headers: {}, body: '' }
      },
    })(REQUEST)
    return host
  }
  assert.equal(await hostOf('eu-north-1'), 'secretsmanager.eu-north-1.amazonaws.com')
  assert.equal(await hostOf('cn-north-1'), 'secretsmanager.cn-north-1.amazonaws.com.cn')
  process.env.AWS_ENDPOINT_URL_SECRETS_MANAGER = 'http://127.0.0.1:4'
  assert.equal(await hostOf('eu-north-1'), '127.0.0.1:4')
  delete process.env.AWS_ENDPOINT_URL_SECRETS_MANAGER
})

test('waits grow, never in step, and are longer when a service is throttled', () => {
  assert.equal(pauseMs('passing', 1, 0), 0)
  assert.ok(pauseMs('passing', 2, 1) > pauseMs('passing', 1, 1))
  assert.ok(pauseMs('throttled', 1, 1) > pauseMs('passing', 1, 1))
  assert.equal(trouble(new AwsFault('ProvisionedThroughputExceededException', 400)), 'throttled')
  assert.equal(trouble(new AwsFault('KMSInvalidMacException', 400)), 'final')
  assert.equal(trouble(new TypeError('a mistake of our own')), 'final')
})
