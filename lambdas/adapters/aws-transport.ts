import type { ClientRequest, IncomingMessage } from 'node:http'

export type WireRequest = {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** As it goes out: names of headers in small letters. */
export type SignedRequest = Omit<WireRequest, 'headers'> & {
  readonly headers: Readonly<Record<string, string | number>>
}

export type WireAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

/** Carries one request to a service and its answer back; throws when there was none. */
export type Transport = (request: SignedRequest) => Promise<WireAnswer>

export type Patience = {
  readonly connectMs: number
  readonly answerMs: number
  /**
   * Whether a connection serves more than one request. One that died while the function slept is noticed only by the request that is lost with it:
   * where nobody may ask twice, each request has its own.
   */
  readonly reuse: boolean
  /** How many connections at the most; further requests wait for one. */
  readonly connections: number
}

/** Nothing was sent: the connection never stood. */
export const NO_CONNECTION = 'LATCHKEY_NO_CONNECTION'

const late = (code: string) => Object.assign(new Error('a service of AWS was late'), { name: 'TimeoutError', code })

/** A time-out for the connection and one for all of it. */
const watch = (call: ClientRequest, { connectMs, answerMs }: Patience): void => {
  const whole = setTimeout(() => call.destroy(late('ETIMEDOUT')), answerMs)
  call.once('close', () => clearTimeout(whole))
  call.once('socket', (socket) => {
    if (!socket.connecting) return
    const connect = setTimeout(() => call.destroy(late(NO_CONNECTION)), connectMs)
    const stands = () => clearTimeout(connect)
    socket.once('connect', stands).once('close', stands)
  })
}

const readAnswer = (incoming: IncomingMessage, done: (answer: WireAnswer) => void, fail: (error: Error) => void) => {
  let body = ''
  incoming.setEncoding('utf8')
  incoming.on('data', (part: string) => {
    body += part
  })
  incoming.once('end', () => done({ status: incoming.statusCode ?? 0, headers: incoming.headers, body }))
  incoming.once('error', fail)
}

/** HTTP on connections of its own. Only the module that the address needs is loaded: TLS is a third of a cold start. */
export const httpTransport = (address: URL, patience: Patience): Transport => {
  const secure = address.protocol === 'https:'
  const { Agent, request } = secure ? process.getBuiltinModule('node:https') : process.getBuiltinModule('node:http')
  const agent = new Agent({ keepAlive: patience.reuse, maxSockets: patience.connections })
  const { hostname } = address
  const port = address.port === '' ? (secure ? 443 : 80) : Number(address.port)
  return ({ path, headers, body }) =>
    new Promise((resolve, reject) => {
      const call = request({ hostname, port, path, method: 'POST', headers: { ...headers }, agent })
      call.once('response', (incoming) => readAnswer(incoming, resolve, reject))
      call.once('error', reject)
      watch(call, patience)
      call.end(body)
    })
}
