import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto'
import type { WireRequest } from './aws-transport.ts'

export type Credentials = {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

export type Scope = { readonly region: string; readonly service: string; readonly host: string }

/** Signs one request as of this moment (milliseconds): the headers to send it with. */
export type Signer = (request: WireRequest, now: number) => Readonly<Record<string, string>>

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

// AWS encodes the segments of a path once more than they were sent.
const canonicalPath = (path: string) =>
  path
    .split('/')
    .map((segment) =>
      encodeURIComponent(segment).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
    )
    .join('/')

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
  const ends = `/${scope.region}/${scope.service}/aws4_request`
  return ({ path, headers, body }, now) => {
    const stamp = stampOf(now)
    const date = stamp.slice(0, 8)
    const signed: Record<string, string> = { host: scope.host, 'x-amz-date': stamp }
    if (sessionToken !== undefined) signed['x-amz-security-token'] = sessionToken
    for (const name of Object.keys(headers)) signed[name.toLowerCase()] = headers[name] ?? ''
    const names = Object.keys(signed).sort()
    const list = names.join(';')
    let canonical = `POST\n${path === '/' ? path : canonicalPath(path)}\n\n`
    for (const name of names) canonical += `${name}:${signed[name]}\n`
    canonical += `\n${list}\n${hash('sha256', body)}`
    const toSign = `AWS4-HMAC-SHA256\n${stamp}\n${date}${ends}\n${hash('sha256', canonical)}`
    const signature = createHmac('sha256', keyOf(date)).update(toSign).digest('hex')
    signed.authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${date}${ends}, SignedHeaders=${list}, Signature=${signature}`
    return signed
  }
}
