import assert from 'node:assert/strict'
import type { Said } from '#support/said'
import { engine } from './engine.ts'
import { signed } from './sign.ts'

export type Asked = {
  readonly body?: unknown
  /** Sent as it is, instead of `body`. */
  readonly raw?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly token?: string
}

export type Answer = {
  readonly status: number
  readonly body: Said
  readonly headers: Headers
}

const parsed = (text: string): Answer['body'] => JSON.parse(text === '' ? 'null' : text) ?? undefined

/** What every reply promises: no cache, a request id, and problems that say what they are. */
const checkEveryReply = (asked: string, { status, body, headers }: Answer): void => {
  assert.ok(headers.get('latchkey-request-id'), `${asked} has no request id`)
  assert.equal(headers.get('cache-control'), 'no-store', asked)
  if (status < 400) return
  assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/, asked)
  for (const field of ['type', 'title', 'detail', 'code', 'requestId'] as const)
    assert.equal(typeof body[field], 'string', asked)
  assert.equal(body.status, status, asked)
  if (status !== 429) return
  assert.equal(headers.get('retry-after'), String(body.retryAfterSeconds), asked)
}

const send = async (asked: string, { body, raw, headers, token }: Asked): Promise<Answer> => {
  const [method = '', path = ''] = asked.split(' ')
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  const url = new URL(`${engine.api}${path}`)
  const isOperators = path.startsWith('/operator/') && engine.signRegion !== undefined
  const response = await fetch(url, {
    method,
    headers: {
      ...(text === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(isOperators ? signed({ method, url, body: text ?? '', region: engine.signRegion ?? '' }) : {}),
      ...headers,
    },
    ...(text === undefined ? {} : { body: text }),
  })
  return { status: response.status, headers: response.headers, body: parsed(await response.text()) }
}

/** One call, `POST /login/phone`, checked for what every reply promises. */
export const call = async (asked: string, more: Asked = {}): Promise<Answer> => {
  const answer = await send(asked, more)
  checkEveryReply(asked, answer)
  return answer
}

/** The same, where only one status is right. */
export const expect = async (status: number, asked: string, more: Asked = {}): Promise<Answer> => {
  const answer = await call(asked, more)
  assert.equal(answer.status, status, `${asked}: ${JSON.stringify(answer.body)}`)
  return answer
}

/** A call that has to be refused with this word. */
export const refused = async (code: string, asked: string, more: Asked = {}): Promise<Answer> => {
  const answer = await call(asked, more)
  assert.equal(answer.body?.code, code, `${asked}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer
}
