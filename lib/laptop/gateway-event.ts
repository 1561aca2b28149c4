import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { Found } from '#laptop/route-tree'

export type Knock = {
  readonly request: IncomingMessage
  readonly body: Buffer
  readonly path: string
  readonly query: string
  readonly found: Found
  readonly requestId: string
  readonly at: number
}

export type Api = { readonly id: string; readonly stage: string; readonly account: string }

/** Sets the source address that the gateway reports; it never reaches a function. */
export const sourceHeader = 'latchkey-local-source'

type Headers = { readonly single: Record<string, string>; readonly multi: Record<string, string[]> }

// Names come from outside: `constructor` and `__proto__` are names like others here.
const bare = <T>(): Record<string, T> => Object.create(null)

const forwardedHeader = 'x-forwarded-for'

// Names keep the case in which they were sent; a repeated header's last value is the single one. What a caller claims
// of its way here stands before the address it was seen from, as at a real gateway.
const headersOf = (raw: readonly string[], source: string): Headers => {
  const single = bare<string>()
  const multi = bare<string[]>()
  const claimed: string[] = []
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const [name = '', value = ''] = [raw[at], raw[at + 1]]
    const known = name.toLowerCase()
    if (known === sourceHeader) continue
    if (known === forwardedHeader) {
      claimed.push(value)
      continue
    }
    single[name] = value
    const before = multi[name]
    if (before) before.push(value)
    else multi[name] = [value]
  }
  const way = [...claimed, source].join(', ')
  single['X-Forwarded-For'] = way
  multi['X-Forwarded-For'] = [way]
  return { single, multi }
}

const queryOf = (query: string): { single: Record<string, string> | null; multi: Record<string, string[]> | null } => {
  if (query === '') return { single: null, multi: null }
  const single = bare<string>()
  const multi = bare<string[]>()
  for (const [name, value] of new URLSearchParams(query)) {
    single[name] = value
    multi[name] = [...(multi[name] ?? []), value]
  }
  return { single, multi }
}

const given = (request: IncomingMessage): string | undefined => request.headers[sourceHeader]?.toString()

/** Whether the address that a test gave a request, if any, is one. */
export const hasTrueSource = (request: IncomingMessage): boolean => isIP(given(request) ?? '127.0.0.1') !== 0

const sourceOf = (request: IncomingMessage): string =>
  given(request) ?? request.socket.remoteAddress?.replace('::ffff:', '') ?? '127.0.0.1'

const identityOf = (knock: Knock, api: Api, source: string): Record<string, string | null> => ({
  sourceIp: source,
  userAgent: knock.request.headers['user-agent'] ?? null,
  accountId: knock.found.route.signed ? api.account : null,
  caller: knock.found.route.signed ? 'laptop' : null,
  user: knock.found.route.signed ? 'laptop' : null,
  userArn: knock.found.route.signed ? `arn:aws:iam::${api.account}:user/laptop` : null,
  accessKey: null,
  apiKey: null,
  cognitoIdentityId: null,
})

const clfTime = (at: number): string => {
  const [, day, month, year, time] = new Date(at).toUTCString().split(' ')
  return `${day}/${month}/${year}:${time} +0000`
}

/** The event of API Gateway's Lambda proxy integration (REST API, payload 1.0), as JSON text. */
export const eventOf = (knock: Knock, api: Api): string => {
  const { request, found, path, requestId, at } = knock
  const source = sourceOf(request)
  const headers = headersOf(request.rawHeaders, source)
  const query = queryOf(knock.query)
  return JSON.stringify({
    resource: found.route.resource,
    path,
    httpMethod: request.method,
    headers: headers.single,
    multiValueHeaders: headers.multi,
    queryStringParameters: query.single,
    multiValueQueryStringParameters: query.multi,
    pathParameters: found.parameters,
    stageVariables: null,
    requestContext: {
      ...{ accountId: api.account, apiId: api.id, stage: api.stage, protocol: 'HTTP/1.1' },
      ...{ resourceId: found.route.resource, resourcePath: found.route.resource, httpMethod: request.method },
      ...{ path: `/${api.stage}${path}`, requestId, extendedRequestId: requestId },
      ...{ requestTime: clfTime(at), requestTimeEpoch: at, domainName: request.headers.host ?? 'localhost' },
      identity: identityOf(knock, api, source),
    },
    body: knock.body.length === 0 ? null : knock.body.toString('utf8'),
    isBase64Encoded: false,
  })
}
