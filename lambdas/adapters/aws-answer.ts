import type { WireAnswer } from './aws-transport.ts'

/** A whole answer, and whether its connection may serve another request. */
export type Heard = { readonly answer: WireAnswer; readonly staysOpen: boolean }

type Headers = Readonly<Record<string, string | undefined>>
type Head = { readonly status: number; readonly http11: boolean; readonly headers: Headers; readonly bodyFrom: number }
type Body = { readonly bytes: Buffer; readonly until: number }

// Far above what AWS sends: an answer that goes on and on is none.
const MOST_HEAD_BYTES = 64 * 1_024
const MOST_BODY_BYTES = 32 * 1_024 * 1_024
const END_OF_HEAD = '\r\n\r\n'

const malformed = () => Object.assign(new Error('no answer in HTTP/1.1'), { name: 'MalformedAnswer' })

/** How an answer ends, and what a service says beside it. All else it has to say is only seen to be a header. */
const READ: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'transfer-encoding',
  'x-amz-function-error',
  'x-amzn-errortype',
])

const headersIn = (lines: readonly string[]): Headers => {
  const headers: Record<string, string> = Object.create(null)
  for (const line of lines) {
    const at = line.indexOf(':')
    if (at < 1) throw malformed()
    const name = line.slice(0, at).toLowerCase()
    if (!READ.has(name)) continue
    const value = line.slice(at + 1).trim()
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`
  }
  return headers
}

const headOf = (bytes: Buffer, from: number): Head | undefined => {
  const end = bytes.indexOf(END_OF_HEAD, from, 'latin1')
  if (end < 0 ? bytes.length - from > MOST_HEAD_BYTES : end - from > MOST_HEAD_BYTES) throw malformed()
  if (end < 0) return undefined
  const [first = '', ...lines] = bytes.toString('latin1', from, end).split('\r\n')
  const [, minor, status] = /^HTTP\/1\.([01]) (\d{3})(?: |$)/.exec(first) ?? []
  if (status === undefined) throw malformed()
  const bodyFrom = end + END_OF_HEAD.length
  const head = { status: Number(status), http11: minor === '1', headers: headersIn(lines), bodyFrom }
  // What says only that more is to come is no answer.
  return head.status < 200 ? headOf(bytes, bodyFrom) : head
}

/** Pieces that each say how long they are, up to one of no length. */
const chunked = (bytes: Buffer, from: number): Body | undefined => {
  const pieces: Buffer[] = []
  for (let at = from; ; ) {
    const line = bytes.indexOf('\r\n', at, 'latin1')
    if (line < 0) return undefined
    const [size] = /^[0-9a-fA-F]{1,8}(?=$|[ \t;])/.exec(bytes.toString('latin1', at, line)) ?? []
    if (size === undefined) throw malformed()
    const [start, length] = [line + 2, Number.parseInt(size, 16)]
    if (length === 0) {
      const none = bytes.toString('latin1', start, start + 2) === '\r\n'
      const end = none ? start - 2 : bytes.indexOf(END_OF_HEAD, start, 'latin1')
      const until = end + END_OF_HEAD.length
      return end < 0 || until > bytes.length ? undefined : { bytes: Buffer.concat(pieces), until }
    }
    at = start + length + 2
    if (at > bytes.length) return undefined
    if (bytes.toString('latin1', at - 2, at) !== '\r\n') throw malformed()
    pieces.push(bytes.subarray(start, start + length))
  }
}

/** How the body is told to end: by pieces, by its length, or with the connection. */
const bodyOf = ({ status, headers, bodyFrom }: Head, bytes: Buffer, over: boolean): Body | undefined => {
  if (status === 204 || status === 304) return { bytes: Buffer.alloc(0), until: bodyFrom }
  const encoding = headers['transfer-encoding']
  const length = headers['content-length']
  if (encoding !== undefined) {
    if (encoding.toLowerCase() !== 'chunked' || length !== undefined) throw malformed()
    return chunked(bytes, bodyFrom)
  }
  if (length === undefined) return over ? { bytes: bytes.subarray(bodyFrom), until: bytes.length } : undefined
  if (!/^\d{1,9}$/.test(length)) throw malformed()
  const until = bodyFrom + Number(length)
  return until > bytes.length ? undefined : { bytes: bytes.subarray(bodyFrom, until), until }
}

/** Reads one answer as its bytes come in. Undefined while more is to come; throws for what is no answer. */
export const answerReader = () => {
  let bytes: Buffer = Buffer.alloc(0)
  let head: Head | undefined
  const read = (over: boolean): Heard | undefined => {
    head ??= headOf(bytes, 0)
    const body = head === undefined ? undefined : bodyOf(head, bytes, over)
    if (head === undefined || body === undefined) return undefined
    const { status, headers, http11 } = head
    const closes = /\bclose\b/i.test(headers.connection ?? '')
    // Whatever comes behind an answer belongs to no request of ours.
    const staysOpen = http11 && !closes && !over && body.until === bytes.length
    return { answer: { status, headers, body: body.bytes.toString('utf8') }, staysOpen }
  }
  return {
    hear: (part: Buffer): Heard | undefined => {
      bytes = bytes.length === 0 ? part : Buffer.concat([bytes, part])
      if (bytes.length > MOST_BODY_BYTES) throw malformed()
      return read(false)
    },
    /** The connection is over: was that all? */
    end: (): Heard | undefined => read(true),
  }
}
