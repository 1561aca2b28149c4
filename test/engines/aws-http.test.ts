import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import { createServer as createTlsServer, getCACertificates, setDefaultCACertificates } from 'node:tls'
import { answerReader } from '#adapters/aws-answer'
import { httpTransport, type Patience, type WireAnswer } from '#adapters/aws-transport'

const PATIENCE: Patience = { connectMs: 500, answerMs: 2_000, reuse: true, connections: 2 }
const REQUEST = { path: '/', headers: { host: 'aws', 'content-length': 2 }, body: '{}' }

const answerOf = (text: string, closed = false): { readonly answer: WireAnswer; readonly staysOpen: boolean } => {
  const reader = answerReader()
  const heard = reader.hear(Buffer.from(text)) ?? (closed ? reader.end() : undefined)
  assert.ok(heard, text)
  return heard
}

const WHOLE = [
  ['HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\n{"ü":1}', '{"ü":1}', true],
  ['HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n3;x=y\r\n:1}\r\n0\r\n\r\n', '{"a":1}', true],
  ['HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n2\r\n{}\r\n0\r\nX-Sum: 1\r\n\r\n', '{}', true],
  ['HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n', '', true],
  ['HTTP/1.1 204 No Content\r\n\r\n', '', true],
  ['HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}', '{}', false],
  ['HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}', '{}', false],
] as const

test('an answer is read whole, in whatever pieces it comes, and by each way to say where it ends', () => {
  for (const [text, body, staysOpen] of WHOLE) {
    const bytes = Buffer.from(text)
    assert.deepEqual([answerOf(text).answer.body, answerOf(text).staysOpen], [body, staysOpen], text)
    for (let cut = 1; cut < bytes.length; cut++) {
      const reader = answerReader()
      assert.equal(reader.hear(bytes.subarray(0, cut)), undefined, `${cut} of ${text}`)
      assert.equal(reader.hear(bytes.subarray(cut))?.answer.body, body, `${cut} of ${text}`)
    }
  }
  const open = answerOf('HTTP/1.1 200 OK\r\n\r\nall of it', true)
  assert.deepEqual([open.answer.body, open.staysOpen], ['all of it', false])
})

test('names of headers are read in any letters, one that comes twice has both values, and what nobody asks for is left', () => {
  const { headers, status } = answerOf(
    'HTTP/1.1 400 No\r\nX-Amzn-ErrorType: A:b\r\nDate: now\r\nx-amz-function-error: 1\r\nX-AMZ-Function-Error: 2\r\nContent-Length: 0\r\n\r\n',
  ).answer
  const read = { 'x-amzn-errortype': 'A:b', 'x-amz-function-error': '1, 2', 'content-length': '0' }
  assert.deepEqual([status, { ...headers }], [400, read])
})

test('what is no answer is refused, and half an answer is none', () => {
  for (const text of [
    'HTTP/2 200 OK\r\n\r\n',
    'SSH-2.0-OpenSSH\r\n\r\n',
    'HTTP/1.1 2000 OK\r\n\r\n',
    'HTTP/1.1 200 OK\r\nno header\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n',
  ])
    assert.throws(() => answerReader().hear(Buffer.from(text)), { name: 'MalformedAnswer' }, text)
  assert.throws(() => answerReader().hear(Buffer.alloc(70_000, 'x')), { name: 'MalformedAnswer' })
  const half = answerReader()
  assert.equal(half.hear(Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab')), undefined)
  assert.equal(half.end(), undefined)
})

/** A server of bare sockets: each says what it likes to whatever it is sent. */
const server = async (serve: (socket: Socket, nth: number) => void) => {
  let count = 0
  const open = new Set<Socket>()
  const listening = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    serve(socket, ++count)
  })
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  return {
    url: new URL(`http://127.0.0.1:${(listening.address() as AddressInfo).port}`),
    connections: () => count,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => listening.close(resolve))
    },
  }
}
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n'

test('of many requests at once no more connections are opened than may be, and each gets its own answer', async () => {
  await using aws = await server((socket) => {
    socket.on('data', (part) => {
      const [, at = ''] = /x-n: (\d+)/.exec(String(part)) ?? []
      setTimeout(() => socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${at.length}\r\n\r\n${at}`), 2)
    })
  })
  const ask = httpTransport(aws.url, PATIENCE)
  const numbers = Array.from({ length: 30 }, (_, i) => String(i))
  const answers = await Promise.all(numbers.map((n) => ask({ ...REQUEST, headers: { ...REQUEST.headers, 'x-n': n } })))
  assert.deepEqual(
    answers.map(({ body }) => body),
    numbers,
  )
  assert.equal(aws.connections(), 2)
})

test('what a service says unasked, or behind its answer, is never taken for the next answer', async () => {
  for (const stray of [`${OK}{}${OK}no`, `${OK}{}`] as const) {
    await using aws = await server((socket, nth) => {
      socket.on('data', () => {
        socket.write(nth === 1 ? stray : `${OK}ok`)
        if (nth === 1 && stray === `${OK}{}`) setTimeout(() => socket.write(`${OK}no`), 10)
      })
    })
    const ask = httpTransport(aws.url, PATIENCE)
    assert.equal((await ask(REQUEST)).body, '{}')
    await new Promise((resolve) => setTimeout(resolve, 40))
    assert.equal((await ask(REQUEST)).body, 'ok')
    assert.equal(aws.connections(), 2)
  }
})

test('a connection that the service closed while it was free is not used again', async () => {
  await using aws = await server((socket) => {
    socket.on('data', () => {
      socket.write(`${OK}{}`)
      setTimeout(() => socket.end(), 5)
    })
  })
  const ask = httpTransport(aws.url, PATIENCE)
  for (let i = 0; i < 3; i++) {
    assert.equal((await ask(REQUEST)).body, '{}')
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  assert.equal(aws.connections(), 3)
})

test('no header and no path can end its line', async () => {
  const ask = httpTransport(new URL('http://127.0.0.1:9'), PATIENCE)
  await assert.rejects(ask({ ...REQUEST, headers: { 'x-a': 'b\r\nx-c: d' } }), TypeError)
  await assert.rejects(ask({ ...REQUEST, path: '/a HTTP/1.1\r\nx: y' }), TypeError)
})

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const size = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}
const hex = (text: string) => Buffer.from(text, 'hex')

/** A certificate that vouches for itself, for one host. */
const certificateFor = (host: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = der(0x30, der(0x06, hex('2a8648ce3d040302')))
  const name = der(0x30, der(0x31, der(0x30, der(0x06, hex('550403')), der(0x0c, Buffer.from(host)))))
  const validity = der(0x30, der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('490101000000Z')))
  const names = der(0x30, der(0x06, hex('551d11')), der(0x04, der(0x30, der(0x82, Buffer.from(host)))))
  const isAuthority = der(0x30, der(0x06, hex('551d13')), der(0x04, der(0x30, hex('0101ff'))))
  const fields = [
    der(0xa0, hex('020102')),
    der(0x02, hex('01')),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, names, isAuthority)),
  ]
  const signed = der(0x30, ...fields)
  const whole = der(0x30, signed, algorithm, der(0x03, hex('00'), sign('sha256', signed, privateKey)))
  const cert = `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`
  return { cert, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

const withTls = async (host: string, work: (url: URL) => Promise<void>): Promise<string> => {
  const { cert, key } = certificateFor(host)
  const resumed: boolean[] = []
  const listening = createTlsServer({ cert, key }, (socket) => {
    resumed.push(socket.isSessionReused())
    socket.on('error', () => {})
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}'))
  })
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const trusted = getCACertificates('default')
  try {
    if (host === 'localhost') setDefaultCACertificates([...trusted, cert])
    await work(new URL(`https://localhost:${(listening.address() as AddressInfo).port}`))
  } finally {
    setDefaultCACertificates(trusted)
    listening.close()
  }
  return resumed.join()
}

test('over TLS a certificate must be vouched for and be of this host, and a second connection resumes the first', async () => {
  const own = { ...PATIENCE, connections: 1 }
  const resumed = await withTls('localhost', async (url) => {
    const ask = httpTransport(url, own)
    for (let i = 0; i < 2; i++) {
      assert.equal((await ask(REQUEST)).body, '{}')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })
  assert.equal(resumed, 'false,true')
  await withTls('elsewhere.example.com', (url) =>
    assert.rejects(httpTransport(url, own)(REQUEST), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
  )
})

test('a certificate of another host is refused, whoever vouches for it', async () => {
  const { cert, key } = certificateFor('elsewhere.example.com')
  const listening = createTlsServer({ cert, key }, (socket) => void socket.on('error', () => {}))
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const trusted = getCACertificates('default')
  setDefaultCACertificates([...trusted, cert])
  try {
    const url = new URL(`https://localhost:${(listening.address() as AddressInfo).port}`)
    await assert.rejects(httpTransport(url, PATIENCE)(REQUEST), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  } finally {
    setDefaultCACertificates(trusted)
    listening.close()
  }
})
