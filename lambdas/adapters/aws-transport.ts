import type { Socket } from 'node:net'
import { answerReader, type Heard } from './aws-answer.ts'
import { connectionsTo } from './aws-connections.ts'

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

const breaksLine = (text: string) => text.includes('\n') || text.includes('\r') || text.includes('\0')
const PATH = /^\/[\x21-\x7e]*$/

/** A request as it goes out. What would end a line and begin another is never sent. */
const written = ({ path, headers, body }: SignedRequest, reuse: boolean): string => {
  if (!PATH.test(path)) throw new TypeError('no path')
  let head = `POST ${path} HTTP/1.1\r\n`
  for (const name of Object.keys(headers)) {
    const line = `${name}: ${headers[name]}`
    if (breaksLine(line)) throw new TypeError('a header cannot break its line')
    head += `${line}\r\n`
  }
  return `${head}connection: ${reuse ? 'keep-alive' : 'close'}\r\n\r\n${body}`
}

const gone = () => Object.assign(new Error('a connection ended without an answer'), { code: 'ECONNRESET' })

/** One request and its answer on one connection. A time-out for the connection and one for all of it. */
const exchange = (socket: Socket, text: string, { connectMs, left }: { connectMs: number; left: number }) =>
  new Promise<Heard>((resolve, reject) => {
    const reader = answerReader()
    const whole = setTimeout(() => over(late('ETIMEDOUT')), left)
    const connect = socket.connecting ? setTimeout(() => over(late(NO_CONNECTION)), connectMs) : undefined
    const stands = () => clearTimeout(connect)
    const over = (ended: Heard | Error) => {
      clearTimeout(whole)
      clearTimeout(connect)
      socket.off('data', onData).off('end', onEnd).off('close', onClose).off('error', over).off('connect', stands)
      if (ended instanceof Error) reject(ended)
      else resolve(ended)
    }
    const read = (hear: () => Heard | undefined, unless: () => Error | undefined) => {
      try {
        const heard = hear() ?? unless()
        if (heard !== undefined) over(heard)
      } catch (error) {
        over(error instanceof Error ? error : gone())
      }
    }
    const onData = (part: Buffer) =>
      read(
        () => reader.hear(part),
        () => undefined,
      )
    const onEnd = () => read(reader.end, gone)
    const onClose = () => over(gone())
    socket.on('data', onData).on('end', onEnd).on('close', onClose).on('error', over).on('connect', stands)
    socket.write(text)
  })

/**
 * HTTP/1.1 in the one form that AWS is asked in, on connections of its own: Node's client does much more, and takes a fifth of a cold start and
 * most of a request for it.
 */
export const httpTransport = (address: URL, patience: Patience): Transport => {
  const connections = connectionsTo(address, patience)
  return async (request) => {
    const text = written(request, patience.reuse)
    const begun = performance.now()
    const socket = await connections.lease()
    const left = patience.answerMs - (performance.now() - begun)
    try {
      if (left <= 0) throw late('ETIMEDOUT')
      const { answer, staysOpen } = await exchange(socket, text, { connectMs: patience.connectMs, left })
      connections.free(socket, staysOpen)
      return answer
    } catch (error) {
      connections.free(socket, false)
      throw error
    }
  }
}
