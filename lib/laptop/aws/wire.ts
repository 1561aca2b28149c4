import { AwsFault, unserved } from '#laptop/aws/fault'
import { isRecord, type Json } from '#laptop/reading'

export type Asked = {
  readonly method: string
  readonly path: string
  readonly target: string | undefined
  readonly invocationType: string | undefined
  readonly body: Buffer
}

export type Told = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** How one service writes its answers and errors. */
export type Wire = {
  readonly reply: (operation: string, output: unknown) => Told
  readonly refuse: (fault: AwsFault) => Told
}

/** Which service and operation a request means, and the input it carries. */
export type Meant = { readonly service: string; readonly operation: string; readonly input: Json; readonly wire: Wire }

const json = (version: '1.0' | '1.1'): Wire => {
  const headers = { 'content-type': `application/x-amz-json-${version}` }
  return {
    reply: (_, output) => ({ status: 200, headers, body: JSON.stringify(output ?? {}) }),
    refuse: ({ type, message, status, extras }) => ({
      status,
      headers: { ...headers, 'x-amzn-errortype': type },
      body: JSON.stringify({ __type: type, message, Message: message, ...extras }),
    }),
  }
}

const escaped = (text: string): string => text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const xml = { 'content-type': 'text/xml' }
const sns = 'http://sns.amazonaws.com/doc/2010-03-31/'

const query: Wire = {
  reply: (operation, output) => {
    const fields = Object.entries(isRecord(output) ? output : {}).map(([k, v]) => `<${k}>${escaped(String(v))}</${k}>`)
    const result = `<${operation}Result>${fields.join('')}</${operation}Result>`
    const meta = '<ResponseMetadata><RequestId>laptop</RequestId></ResponseMetadata>'
    return {
      status: 200,
      headers: xml,
      body: `<${operation}Response xmlns="${sns}">${result}${meta}</${operation}Response>`,
    }
  },
  refuse: ({ type, message, status }) => {
    const side = status < 500 ? 'Sender' : 'Receiver'
    const error = `<Error><Type>${side}</Type><Code>${type}</Code><Message>${escaped(message)}</Message></Error>`
    return {
      status,
      headers: xml,
      body: `<ErrorResponse xmlns="${sns}">${error}<RequestId>laptop</RequestId></ErrorResponse>`,
    }
  },
}

const rest: Wire = {
  reply: (_, output) => ({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(output),
  }),
  refuse: json('1.1').refuse,
}

// The answer of Invoke is the function's own payload; how it went is in the status and a header.
const invoke: Wire = {
  reply: (_, output) => {
    const { status, payload, failed } = output as { status: number; payload: string; failed: boolean }
    const headers = { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST' }
    return { status, headers: failed ? { ...headers, 'x-amz-function-error': 'Unhandled' } : headers, body: payload }
  },
  refuse: json('1.1').refuse,
}

const targets: Readonly<Record<string, { readonly service: string; readonly wire: Wire }>> = {
  AWSEvents: { service: 'events', wire: json('1.1') },
  AWSStepFunctions: { service: 'states', wire: json('1.0') },
  DynamoDB_20120810: { service: 'dynamodb', wire: json('1.0') },
  TrentService: { service: 'kms', wire: json('1.1') },
  secretsmanager: { service: 'secretsmanager', wire: json('1.1') },
}

const parsed = (body: Buffer): Json => {
  const input: unknown = body.length === 0 ? {} : JSON.parse(body.toString('utf8'))
  if (!isRecord(input)) throw new AwsFault('SerializationException', 'the body is not an object')
  return input
}

const byTarget = (target: string, body: Buffer): Meant => {
  const dot = target.lastIndexOf('.')
  const found = targets[target.slice(0, dot)]
  if (!found) throw unserved(target)
  return { ...found, operation: target.slice(dot + 1), input: parsed(body) }
}

const byForm = (body: Buffer): Meant => {
  const { Action, ...input } = Object.fromEntries(new URLSearchParams(body.toString('utf8')))
  return { service: 'sns', operation: Action ?? '', input, wire: query }
}

const invocation = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/

/** Reads a request as the SDK's clients write them; a protocol it does not know is unserved. */
export const understand = (asked: Asked): Meant => {
  if (asked.target) return byTarget(asked.target, asked.body)
  if (asked.path === '/v2/email/outbound-emails') {
    return { service: 'ses', operation: 'SendEmail', input: parsed(asked.body), wire: rest }
  }
  const name = invocation.exec(asked.path)?.[1]
  if (name !== undefined) {
    const payload = asked.body.toString('utf8')
    const input = {
      FunctionName: decodeURIComponent(name),
      InvocationType: asked.invocationType ?? 'RequestResponse',
      payload,
    }
    return { service: 'lambda', operation: 'Invoke', input, wire: invoke }
  }
  if (asked.path === '/' && asked.body.includes('Action=')) return byForm(asked.body)
  throw unserved(`${asked.method} ${asked.path}`)
}

/** The wire for errors about requests nobody understood. */
export const plainWire: Wire = json('1.0')
