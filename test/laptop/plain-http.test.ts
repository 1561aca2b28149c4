import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { type PlainRequest, readRequest } from '#laptop/plain-http'
import { listenPlainly } from '#laptop/plain-server'

const most = 100

const read = (text: string) => readRequest(Buffer.from(text), most)

const post = (body: string, more = ''): string =>
  `POST /a?b=c HTTP/1.1\r\nHost: x\r\nX-Amz-Target: T.Op\r\n${more}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

/** Answers with what was asked, and closes when the test is over. */
const echo = async () => {
  const heard: PlainRequest[] = []
  const server = await listenPlainly(
    0,
    async (request) => {
      heard.push(request)
      await new Promise((resolve) => setTimeout(resolve, 5))
      return { status: 200, headers: { 'x-seen': String(heard.length) }, body: `${request.url} ${request.body}` }
    },
    most,
  )
  return { ...server, heard, [Symbol.asyncDispose]: () => server.close() }
}

/** Writes pieces, a moment apart, until the other side has nothing more to say. */
const talk = (port: number, pieces: readonly (string | Buffer)[], until: RegExp): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let heard = ''
    const over = (): void => {
      socket.destroy()
      resolve(heard)
    }
    socket.on('data', (bytes) => {
      heard += bytes
      if (until.test(heard)) over()
    })
    socket.on('end', over)
    socket.on('error', reject)
    socket.on('connect', async () => {
      for (const piece of pieces) {
        socket.write(piece)
        await new Promise((next) => setTimeout(next, 5))
      }
    })
  })

test('a request is read once it is whole, wherever it was cut', () => {
  const bytes = Buffer.from(post('{"name":"Ä"}'))
  for (let end = 0; end < bytes.length; end += 1) {
    assert.equal(readRequest(bytes.subarray(0, end), most).kind, 'more', `after ${end} bytes`)
  }
  const reading = readRequest(Buffer.concat([bytes, Buffer.from('POST /')]), most)
  assert.ok(reading.kind === 'whole')
  assert.deepEqual([reading.bytes, reading.last], [bytes.length, false])
  assert.deepEqual([reading.request.method, reading.request.url], ['POST', '/a?b=c'])
  assert.equal(reading.request.headers.get('x-amz-target'), 'T.Op')
  assert.equal(reading.request.body.toString('utf8'), '{"name":"Ä"}')
})

test('a body in chunks is put together, wherever it was cut', () => {
  const bytes = Buffer.from(
    'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=1\r\n0123456789\r\n0\r\n\r\n',
  )
  for (let end = 0; end < bytes.length; end += 1) assert.equal(readRequest(bytes.subarray(0, end), most).kind, 'more')
  const reading = readRequest(bytes, most)
  assert.ok(reading.kind === 'whole')
  assert.deepEqual([reading.request.body.toString(), reading.bytes], ['abc0123456789', bytes.length])
})

test('what is no request, or too long, is refused', () => {
  const chunks = 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n'
  for (const [text, status] of [
    ['hello\r\n\r\n', 400],
    ['GET x HTTP/1.1\r\n\r\n', 400],
    ['GET / HTTP/2\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\n no name\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n', 400],
    ['GET / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n', 400],
    [`${chunks}x\r\n`, 400],
    [`${chunks}1\r\nab\r\n`, 400],
    [`${chunks}${'9'.repeat(40_000)}`, 400],
    [`${chunks}FF\r\n`, 413],
    ['GET / HTTP/1.1\r\nContent-Length: 101\r\n\r\n', 413],
    [`GET / HTTP/1.1\r\nx: ${'y'.repeat(40_000)}`, 431],
  ] as const) {
    assert.deepEqual(read(text), { kind: 'refused', status }, text.slice(0, 60))
  }
})

test('one connection carries many requests, each answered in its turn', async () => {
  await using server = await echo()
  const both = post('one') + post('two')
  const heard = await talk(server.port, [both.slice(0, 30), both.slice(30), post('three')], /three$/)
  assert.deepEqual(heard.match(/\/a\?b=c (one|two|three)/g), ['/a?b=c one', '/a?b=c two', '/a?b=c three'])
  assert.deepEqual(heard.match(/x-seen: \d|connection: [\w-]+/g), [
    ...[
      'x-seen: 1',
      'connection: keep-alive',
      'x-seen: 2',
      'connection: keep-alive',
      'x-seen: 3',
      'connection: keep-alive',
    ],
  ])
})

test('whoever asks to, is told to go on before the body, and is let go after the answer', async () => {
  await using server = await echo()
  const whole = post('late', 'Expect: 100-continue\r\nConnection: close\r\n')
  const body = whole.length - 'late'.length
  const heard = await talk(server.port, [whole.slice(0, body), whole.slice(body)], /never/)
  assert.match(
    heard,
    /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n[\s\S]*connection: close\r\n\r\n\/a\?b=c late$/,
  )
})

test('a body that is too long is refused with an answer, and the server goes on', async () => {
  await using server = await echo()
  const heard = await talk(server.port, [post('x'.repeat(1_000_000))], /never/)
  assert.match(heard, /^HTTP\/1\.1 413 Payload Too Large\r\n/)
  assert.equal(server.heard.length, 0)
  assert.match(await talk(server.port, [post('fine')], /fine$/), / 200 OK/)
})
