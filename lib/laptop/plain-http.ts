import { STATUS_CODES } from 'node:http'

/** One request as programs write it. Names of headers are in small letters. */
export type PlainRequest = {
  readonly method: string
  readonly url: string
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

export type PlainReply = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What lies at the beginning of some bytes. `more` is not whole yet; `head` says that the part before its body is. */
export type Reading =
  | Whole
  | { readonly kind: 'more'; readonly head?: Head }
  | { readonly kind: 'refused'; readonly status: 400 | 413 | 431 }

/** `bytes` is how many the request took, `last` that its caller wants no other answered. */
export type Whole = {
  readonly kind: 'whole'
  readonly request: PlainRequest
  readonly bytes: number
  readonly last: boolean
}

type Head = Omit<PlainRequest, 'body'> & { readonly version: string; readonly bytes: number }

type Body = { readonly body: Buffer; readonly bytes: number }
type Unread = Exclude<Reading, { readonly kind: 'whole' }>

const mostHeadBytes = 32 * 1024
const more: Unread = { kind: 'more' }
const refused = (status: 400 | 413 | 431): Unread => ({ kind: 'refused', status })

const headersIn = (lines: readonly string[]): Map<string, string> | undefined => {
  const headers = new Map<string, string>()
  for (let at = 1; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const colon = line.indexOf(':')
    if (colon < 1) return undefined
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim())
  }
  return headers
}

const headIn = (bytes: Buffer): Head | Unread => {
  const end = bytes.indexOf('\r\n\r\n')
  if (end > mostHeadBytes || (end < 0 && bytes.length > mostHeadBytes)) return refused(431)
  if (end < 0) return more
  const lines = bytes.toString('latin1', 0, end).split('\r\n')
  const [method = '', url = '', version = ''] = lines[0]?.split(' ') ?? []
  const headers = headersIn(lines)
  if (!headers || !url.startsWith('/') || !/^HTTP\/1\.[01]$/.test(version)) return refused(400)
  return { method, url, version, headers, bytes: end + 4 }
}

const measured = (bytes: Buffer, from: number, length: string, most: number): Body | Unread => {
  if (!/^\d{1,15}$/.test(length)) return refused(400)
  const to = from + Number(length)
  if (to - from > most) return refused(413)
  return bytes.length < to ? more : { body: bytes.subarray(from, to), bytes: to }
}

const chunked = (bytes: Buffer, from: number, most: number): Body | Unread => {
  const parts: Buffer[] = []
  for (let at = from, sum = 0; ; ) {
    const line = bytes.indexOf('\r\n', at)
    if (line < 0) return bytes.length - at > mostHeadBytes ? refused(400) : more
    const size = /^([0-9a-f]{1,8})(?:;|$)/i.exec(bytes.toString('latin1', at, line))?.[1]
    if (size === undefined) return refused(400)
    const [begin, end] = [line + 2, line + 2 + Number.parseInt(size, 16)]
    sum += end - begin
    if (sum > most) return refused(413)
    if (bytes.length < end + 2) return more
    if (bytes.toString('latin1', end, end + 2) !== '\r\n') return refused(400)
    if (begin === end) return { body: Buffer.concat(parts), bytes: end + 2 }
    parts.push(bytes.subarray(begin, end))
    at = end + 2
  }
}

/** Reads the first request of `bytes`, whose body has at most `most` of them. Trailers after chunks are not taken. */
export const readRequest = (bytes: Buffer, most: number): Reading => {
  const head = headIn(bytes)
  if ('kind' in head) return head
  const { method, url, headers } = head
  const coding = headers.get('transfer-encoding')
  if (coding !== undefined && coding.toLowerCase() !== 'chunked') return refused(400)
  const length = headers.get('content-length') ?? '0'
  const body = coding === undefined ? measured(bytes, head.bytes, length, most) : chunked(bytes, head.bytes, most)
  if ('kind' in body) return body.kind === 'more' ? { kind: 'more', head } : body
  const connection = headers.get('connection')?.toLowerCase() ?? ''
  const last = connection === 'close' || (head.version === 'HTTP/1.0' && connection !== 'keep-alive')
  return { kind: 'whole', request: { method, url, headers, body: body.body }, bytes: body.bytes, last }
}

/** A reply as it goes over the wire; `last` says that no other follows. */
export const written = ({ status, headers, body }: PlainReply, last: boolean): string => {
  let text = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n`
  for (const name in headers) text += `${name}: ${headers[name]}\r\n`
  return `${text}content-length: ${Buffer.byteLength(body)}\r\nconnection: ${last ? 'close' : 'keep-alive'}\r\n\r\n${body}`
}
