import type { Reply } from '#laptop/gateway-reply'
import { unquoted } from '#laptop/gateway-routes'
import { isRecord, type Json, optionalText } from '#laptop/reading'
import type { Resource } from '#laptop/template'

/** The gateway's own answers, by the names that AWS gives them. */
export type GatewayWord =
  | 'ACCESS_DENIED'
  | 'BAD_REQUEST'
  | 'INTEGRATION_FAILURE'
  | 'INTEGRATION_TIMEOUT'
  | 'MISSING_AUTHENTICATION_TOKEN'
  | 'REQUEST_TOO_LARGE'

const usual: Readonly<Record<GatewayWord, { readonly status: number; readonly message: string }>> = {
  ACCESS_DENIED: { status: 403, message: 'Forbidden' },
  BAD_REQUEST: { status: 400, message: 'Bad Request' },
  INTEGRATION_FAILURE: { status: 502, message: 'Internal server error' },
  INTEGRATION_TIMEOUT: { status: 504, message: 'Endpoint request timed out' },
  MISSING_AUTHENTICATION_TOKEN: { status: 403, message: 'Missing Authentication Token' },
  REQUEST_TOO_LARGE: { status: 413, message: 'Request Too Long' },
}

const words = Object.keys(usual) as GatewayWord[]

const problem = (status: number, message: string, requestId: string): Reply => ({
  status,
  headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  body: JSON.stringify({
    type: 'about:blank',
    title: message,
    status,
    code: codeOf(status),
    detail: message,
    requestId,
  }),
})

const codeOf = (status: number): string =>
  status >= 500 ? 'unavailable' : status === 403 || status === 404 ? 'not_found' : 'invalid_request'

// The template's own headers come last, so that a Content-Type it sets is the one that counts.
const headersOf = (contentType: string, parameters: unknown): Record<string, string> => {
  const headers: Record<string, string> = { 'content-type': contentType }
  for (const [name, value] of Object.entries(isRecord(parameters) ? parameters : {})) {
    const header = /^gatewayresponse\.header\.(.+)$/.exec(name)?.[1]
    if (header !== undefined) headers[header.toLowerCase()] = unquoted(value)
  }
  return headers
}

const fill = (template: string, word: GatewayWord, requestId: string): string =>
  template.replace(/\$context\.([A-Za-z.]+)/g, (whole, name: string) => {
    if (name === 'requestId' || name === 'extendedRequestId') return requestId
    if (name === 'error.message') return usual[word].message
    if (name === 'error.messageString') return JSON.stringify(usual[word].message)
    if (name === 'error.responseType') return word
    throw new Error(`the laptop does not know ${whole} in a gateway response`)
  })

/** Answers with the template's GatewayResponse for the word, its DEFAULT_4XX or 5XX, or a problem of its own. */
export class GatewayResponses {
  readonly #given: ReadonlyMap<string, Json>

  constructor(resources: readonly Resource[]) {
    const own = resources.filter(({ type }) => type === 'AWS::ApiGateway::GatewayResponse')
    this.#given = new Map(own.map(({ properties }) => [String(properties.ResponseType), properties]))
    for (const word of words) this.reply(word, 'start')
  }

  reply(word: GatewayWord, requestId: string): Reply {
    const { status, message } = usual[word]
    const given = this.#given.get(word) ?? this.#given.get(status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX')
    const templates = isRecord(given?.ResponseTemplates) ? Object.entries(given.ResponseTemplates) : []
    const [chosen] = templates
    if (!given || !chosen) return problem(status, message, requestId)
    return {
      status: Number(optionalText(given.StatusCode) ?? status),
      headers: headersOf(chosen[0], given.ResponseParameters),
      body: fill(String(chosen[1]), word, requestId).replaceAll('$context.status', String(status)),
    }
  }
}
