import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto'
import type { WireRequest } from './aws-transport.ts'

export type Credentials = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

export type Scope = { readonly region: string; readonly service: string; readonly host: string }

/** Signs a body as of this moment (milliseconds): the headers to send it with. */
export type Signed = (body: string, now: number) => Readonly<Record<string, string>>

/** What signs the requests to one path with these headers: all that is the same in each of them is written once. */
export type Signer = (path: string, headers: WireRequest['headers']) => Signed

const hmac = (key: string | Buffer | KeyObject, text: string) => createHmac('sha256', key).update(text).digest()

/** `20261121T120000Z`: the same for a whole second, and made once in it. */
const stamps = () => {
  let made = { second: Number.NaN, stamp: '' }
  return (now: number): string => {
    const second = Math.floor(now / 1_000)
    if (made.second !== second)
      made = { second, stamp: new Date(second * 1_000).toISOString().replace(/[-:]|\.\d{3}/g, '') }
    return made.stamp
  }
}

const DATED = 'x-amz-date'

// AWS encodes the segments of a path once more than they were sent.
const canonicalPath = (path: string) =>
  path
    .split('/')
    .map((segment) =>
      encodeURIComponent(segment).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
    )
    .join('/')

/** What is the same in the canonical text of every request to this path with these headers: before its date, and behind it. */
const aroundDate = (path: string, fixed: Readonly<Record<string, string>>) => {
  const names = Object.keys(fixed).sort()
  const lines = (some: readonly string[]) => some.map((name) => `${name}:${fixed[name]}\n`).join('')
  const [before, after] = [names.filter((name) => name < DATED), names.filter((name) => name > DATED)]
  const list = [...before, DATED, ...after].join(';')
  return {
    list,
    begins: `POST\n${canonicalPath(path)}\n\n${lines(before)}${DATED}:`,
    ends: `\n${lines(after)}\n${list}\n`,
  }
}

/** Signature Version 4 of what we send: a POST without a query, whose every header is signed. The key of a day is derived once. */
export const awsSigner = ({ accessKeyId, secretAccessKey, sessionToken }: Credentials, scope: Scope): Signer => {
  // A key as bytes costs each signature eight times what a key object does.
  let today: { readonly date: string; readonly key: KeyObject } | undefined
  const keyOf = (date: string): KeyObject => {
    if (today?.date !== date) {
      const dated = hmac(`AWS4${secretAccessKey}`, date)
      const bytes = hmac(hmac(hmac(dated, scope.region), scope.service), 'aws4_request')
      today = { date, key: createSecretKey(bytes) }
    }
    return today.key
  }
  const stampOf = stamps()
  const scoped = `/${scope.region}/${scope.service}/aws4_request`
  return (path, headers) => {
    const fixed: Record<string, string> = { host: scope.host }
    if (sessionToken !== undefined) fixed['x-amz-security-token'] = sessionToken
    for (const name of Object.keys(headers)) fixed[name.toLowerCase()] = headers[name] ?? ''
    const { begins, ends, list } = aroundDate(path, fixed)
    return (body, now) => {
      const stamp = stampOf(now)
      const date = stamp.slice(0, 8)
      const canonical = `${begins}${stamp}${ends}${hash('sha256', body)}`
      const toSign = `AWS4-HMAC-SHA256\n${stamp}\n${date}${scoped}\n${hash('sha256', canonical)}`
      const signature = createHmac('sha256', keyOf(date)).update(toSign).digest('hex')
      const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${date}${scoped}, SignedHeaders=${list}, Signature=${signature}`
      return { ...fixed, [DATED]: stamp, authorization }
    }
  }
}
