import { createHash } from 'node:crypto'
import type { APIGatewayProxyEvent } from 'aws-lambda'
import type { Tokens } from '#core/key-ports'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import type { Stage } from '#core/stage'
import type { Caller, TokenClaims } from './caller.ts'
import type { Access } from './contract.ts'
import { COOKIES, clientOf, readCookies, readTokenList } from './cookies.ts'
import { readRefreshToken, sameText } from './token-text.ts'

const NONCE = /^[A-Za-z0-9_-]{43}$/

type Headers = Readonly<Record<string, string>>

const lowered = new WeakMap<APIGatewayProxyEvent, Headers>()

/** By their names in small letters. Read once for each call. */
export const headersOf = (event: APIGatewayProxyEvent): Headers => {
  const known = lowered.get(event)
  if (known !== undefined) return known
  const headers: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(event.headers ?? {})) headers[name.toLowerCase()] = value ?? ''
  lowered.set(event, headers)
  return headers
}

const bindingOf = (nonce: string) =>
  `web:${createHash('sha256').update('client').update(nonce).digest('base64url').slice(0, 22)}`

/** The nonce of the browser: the one that it began this login, reset or session with, where it had no other. */
const nonceIn = (cookies: Readonly<Record<string, string>>, begun: string | undefined): string | undefined => {
  const names = begun === undefined ? [COOKIES.client] : [clientOf(begun), COOKIES.client]
  return names.map((name) => cookies[name] ?? '').find((nonce) => NONCE.test(nonce))
}

/** The cookie of a session, and what it is bound to. */
const sessionIn = (cookies: Readonly<Record<string, string>>): Pick<Caller, 'refreshCookie' | 'sessionBinding'> => {
  const refreshCookie = cookies[COOKIES.refresh]
  if (refreshCookie === undefined) return {}
  return {
    refreshCookie,
    sessionBinding: bindingOf(nonceIn(cookies, readRefreshToken(refreshCookie)?.sessionId) ?? ''),
  }
}

const kindOf = (headers: Headers): Caller['kind'] => {
  const kind = headers['latchkey-client'] ?? 'app'
  if (kind === 'web' || kind === 'app') return kind
  throw new Refused('invalid_request', { fields: [{ path: 'Latchkey-Client', problem: 'web or app' }] })
}

const claimsOf = async (headers: Headers, tokens: Tokens | undefined): Promise<TokenClaims> => {
  const token = /^Bearer +([A-Za-z0-9_.-]{20,4096})$/i.exec(headers.authorization ?? '')?.[1]
  if (tokens === undefined) throw new Error('a step for signed-in people needs the port `tokens`')
  const claims = token === undefined ? undefined : await tokens.read(token)
  if (claims === undefined) throw new Refused('unauthenticated')
  return {
    personId: String(claims.sub),
    sessionId: String(claims.sid),
    organisationId: String(claims.org),
    role: claims.role === 'admin' ? 'admin' : 'member',
    authTime: Number(claims.auth_time),
  }
}

/**
 * The caller's address, as the gateway saw it. Where our own content delivery network stands before the gateway, the gateway saw that: then the
 * network says who called it, and proves itself by a token. From anybody else the same header means nothing.
 */
const sourceOf = (event: APIGatewayProxyEvent, headers: Headers, { edgeToken }: Stage): string => {
  const seen = headers['latchkey-viewer-address']
  const proved = edgeToken !== undefined && sameText(headers['latchkey-edge'] ?? '', edgeToken)
  return proved && seen !== undefined ? seen : event.requestContext.identity.sourceIp
}

/** Who is calling. The address comes from the gateway alone; cookies count only for a client that says it is a web page. */
export const readCaller = async (
  event: APIGatewayProxyEvent,
  access: Access,
  ports: Pick<Ports, 'chance' | 'stage'> & { readonly tokens?: Tokens },
): Promise<Caller> => {
  const headers = headersOf(event)
  const kind = kindOf(headers)
  const cookies = kind === 'web' ? readCookies(headers.cookie) : {}
  const begun = event.pathParameters?.loginId ?? event.pathParameters?.resetId
  const newNonce = kind === 'web' && nonceIn(cookies, undefined) === undefined ? ports.chance.secret() : undefined
  const device =
    kind === 'web'
      ? readTokenList(cookies[COOKIES.devices])
      : readTokenList(headers['latchkey-device']?.replace(/\s*,\s*/g, '~'))
  return {
    kind,
    binding: kind === 'app' ? 'app' : bindingOf(nonceIn(cookies, begun) ?? newNonce ?? ''),
    ...(newNonce === undefined ? {} : { newNonce }),
    source: sourceOf(event, headers, ports.stage),
    userAgent: (headers['user-agent'] ?? '').slice(0, 200),
    ...(headers['accept-language'] === undefined ? {} : { acceptLanguage: headers['accept-language'].slice(0, 100) }),
    deviceTokens: device,
    ...sessionIn(cookies),
    ...(access === 'person' || access === 'admin' ? { claims: await claimsOf(headers, ports.tokens) } : {}),
  }
}
