import { createHash, createHmac } from 'node:crypto'

type Request = { readonly method: string; readonly url: URL; readonly body: string; readonly region: string }

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
const mac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

const credential = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: operators sign with it`)
  return value
}

/** The headers that make a request to API Gateway the operator's own: AWS Signature Version 4. */
export const signed = ({ method, url, body, region }: Request): Readonly<Record<string, string>> => {
  const time = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '')
  const day = time.slice(0, 8)
  const token = process.env.AWS_SESSION_TOKEN
  const headers = {
    host: url.host,
    'x-amz-date': time,
    ...(token === undefined || token === '' ? {} : { 'x-amz-security-token': token }),
  }
  const names = Object.keys(headers).join(';')
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`)
  const path = url.pathname.split('/').map(encodeURIComponent).join('/')
  const canonical = [method, path, url.searchParams.toString(), lines.join(''), names, hash(body)].join('\n')
  const scope = `${day}/${region}/execute-api/aws4_request`
  const date = mac(`AWS4${credential('AWS_SECRET_ACCESS_KEY')}`, day)
  const key = mac(mac(mac(date, region), 'execute-api'), 'aws4_request')
  const signature = mac(key, ['AWS4-HMAC-SHA256', time, scope, hash(canonical)].join('\n')).toString('hex')
  const { host: _, ...sent } = headers
  const told = `Credential=${credential('AWS_ACCESS_KEY_ID')}/${scope}, SignedHeaders=${names}, Signature=${signature}`
  return { ...sent, Authorization: `AWS4-HMAC-SHA256 ${told}` }
}
