import type { APIGatewayProxyResult } from 'aws-lambda'
import { chooseLanguage } from '#core/message'
import type { Refused } from '#core/refusal'
import type { Stage } from '#core/stage'
import { problems } from '#core/texts/problems'
import type { Caller } from './caller.ts'
import type { Contract } from './contract.ts'
import { COOKIES, clearCookie, clientOf, writeCookie, writeTokenList } from './cookies.ts'
import { ownerOfDeviceToken, readRefreshToken } from './token-text.ts'
import { whyRefused } from './why-refused.ts'

const DAY_SECONDS = 86_400
const REFRESH_SECONDS = 30 * DAY_SECONDS
const DEVICES_SECONDS = 90 * DAY_SECONDS
const CLIENT_SECONDS = 400 * DAY_SECONDS

type Envelope = { readonly requestId: string; readonly origin?: string; readonly stage: Stage }

const headers = ({ requestId, origin, stage }: Envelope) => ({
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'Latchkey-Request-Id': requestId,
  Vary: 'Origin',
  ...(origin !== undefined && stage.allowedOrigins.includes(origin)
    ? {
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Expose-Headers': 'Retry-After, Latchkey-Request-Id',
      }
    : {}),
})

/** The newest token first; an older one of the same person makes room. */
const deviceCookie = (caller: Caller, token: string) => {
  const others = caller.deviceTokens.filter((other) => ownerOfDeviceToken(other) !== ownerOfDeviceToken(token))
  return writeCookie(COOKIES.devices, writeTokenList([token, ...others]), DEVICES_SECONDS)
}

/** The browser had no nonce: it keeps this one for all it will begin, and once more for what it has just begun. */
const clientCookies = (nonce: string, { loginId, resetId, refreshToken }: Readonly<Record<string, unknown>>) => {
  const begun = loginId ?? resetId ?? readRefreshToken(String(refreshToken))?.sessionId
  return [
    writeCookie(COOKIES.client, nonce, CLIENT_SECONDS),
    ...(typeof begun === 'string' ? [writeCookie(clientOf(begun), nonce, REFRESH_SECONDS)] : []),
  ]
}

const cookiesOf = (contract: Contract, caller: Caller, reply: Readonly<Record<string, unknown>>): string[] => {
  if (caller.kind !== 'web') return []
  return [
    ...(caller.newNonce === undefined ? [] : clientCookies(caller.newNonce, reply)),
    ...(typeof reply.refreshToken === 'string'
      ? [writeCookie(COOKIES.refresh, reply.refreshToken, REFRESH_SECONDS)]
      : []),
    ...(typeof reply.deviceToken === 'string' ? [deviceCookie(caller, reply.deviceToken)] : []),
    ...(contract.signsOut ? [clearCookie(COOKIES.refresh)] : []),
  ]
}

/** The answer of a step, with a web client's secrets moved from the body to cookies no script can read. */
export const success = (
  contract: Contract,
  caller: Caller,
  reply: unknown,
  envelope: Envelope,
): APIGatewayProxyResult => {
  const fields: Readonly<Record<string, unknown>> = typeof reply === 'object' && reply !== null ? { ...reply } : {}
  const { refreshToken: _refresh, deviceToken: _device, ...open } = fields
  const body = caller.kind === 'web' ? open : fields
  return {
    statusCode: contract.reply === undefined ? 204 : (contract.status ?? 200),
    headers: {
      ...headers(envelope),
      ...(contract.reply === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
    },
    multiValueHeaders: { 'Set-Cookie': cookiesOf(contract, caller, fields) },
    body: contract.reply === undefined ? '' : JSON.stringify(body),
  }
}

/** A refusal as a page can show it: two sentences in the caller's language, a word for the program, and nothing else. */
export const problem = (
  refused: Refused,
  envelope: Envelope & { readonly acceptLanguage?: string },
): APIGatewayProxyResult => {
  const { word, extras, status } = refused
  const language = chooseLanguage(envelope.acceptLanguage, 'en')
  const seconds = extras.retryAfterSeconds ?? (status === 429 ? 1 : undefined)
  const text = problems[language][word]({ ...extras, retryAfterSeconds: seconds })
  return {
    statusCode: status,
    headers: {
      ...headers(envelope),
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Content-Language': language,
      ...(seconds === undefined ? {} : { 'Retry-After': String(seconds) }),
      ...(word === 'unauthenticated' ? { 'WWW-Authenticate': 'Bearer' } : {}),
    },
    body: JSON.stringify({
      type: `urn:latchkey:problem:${word}`,
      title: text.title,
      status,
      code: word,
      detail: whyRefused(word, extras, language) ?? text.detail,
      requestId: envelope.requestId,
      ...extras,
      ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
    }),
  }
}
