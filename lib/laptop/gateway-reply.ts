import type { ServerResponse } from 'node:http'
import { isRecord, type Json } from '#laptop/reading'

export type Reply = {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: Buffer | string
}

const headersOf = (answer: Json): Record<string, string | readonly string[]> => {
  const headers: Record<string, string | readonly string[]> = {}
  for (const [name, value] of Object.entries(isRecord(answer.headers) ? answer.headers : {}))
    headers[name] = String(value)
  for (const [name, values] of Object.entries(isRecord(answer.multiValueHeaders) ? answer.multiValueHeaders : {})) {
    if (Array.isArray(values)) headers[name] = values.map(String)
  }
  return headers
}

/** What a proxy function answered, as HTTP; undefined when the gateway would call it malformed. */
export const replyOf = (payload: string): Reply | undefined => {
  const answer: unknown = JSON.parse(payload)
  if (!isRecord(answer)) return undefined
  const status = Number(answer.statusCode)
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined
  const text = answer.body ?? ''
  if (typeof text !== 'string') return undefined
  return { status, headers: headersOf(answer), body: answer.isBase64Encoded ? Buffer.from(text, 'base64') : text }
}

/** Writes a reply and ends the exchange. */
export const write = (response: ServerResponse, reply: Reply, requestId: string, bodyless = false): void => {
  const headers: Record<string, string | string[]> = { 'x-amzn-requestid': requestId }
  let typed = false
  for (const [name, value] of Object.entries(reply.headers)) {
    headers[name] = typeof value === 'string' ? value : [...value]
    typed ||= name.toLowerCase() === 'content-type'
  }
  if (!typed && reply.body.length > 0) headers['content-type'] = 'application/json'
  if (reply.status !== 204 && reply.status !== 304) headers['content-length'] = String(Buffer.byteLength(reply.body))
  response.writeHead(reply.status, headers)
  response.end(bodyless ? undefined : reply.body)
}
