import { createHash } from 'node:crypto'
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda'
import type { Idempotency, KeyedCall } from '#core/idempotency'
import { Refused } from '#core/refusal'
import { DAY, MINUTE } from '#core/time'
import type { Caller } from './caller.ts'
import { COOKIES, readCookies, readTokenList } from './cookies.ts'
import { log, nameAndPlace } from './log.ts'
import { headersOf } from './read-caller.ts'
import { sessionOfRefreshToken } from './token-text.ts'

const KEY = /^[\x21-\x7e]{1,255}$/
const MISMATCH = 422

const keyOf = (event: APIGatewayProxyEvent): string | undefined => {
  const key = headersOf(event)['idempotency-key']
  if (key === undefined || event.httpMethod === 'GET') return undefined
  if (KEY.test(key)) return key
  throw new Refused('invalid_request', {
    fields: [{ path: 'Idempotency-Key', problem: '1 to 255 printable ASCII characters' }],
  })
}

/** Whose call it is: a web client's nonce, a signed-in person's session, else the address and program it comes from. */
const scopeOf = (event: APIGatewayProxyEvent, caller: Caller): string => {
  const program = `${caller.source} ${caller.userAgent}`
  // A nonce that was made for this call is not known to who repeats it.
  const browser = caller.newNonce === undefined ? caller.binding : `web ${program}`
  const who = caller.claims?.sessionId ?? (caller.kind === 'web' ? browser : program)
  return [who, event.httpMethod, event.resource].join(' ')
}

/** The caller as they come again when the answer's cookies reached them and what was behind was lost. */
const withCookiesOf = ({ newNonce, ...caller }: Caller, { multiValueHeaders }: APIGatewayProxyResult): Caller => {
  const pairs = (multiValueHeaders?.['Set-Cookie'] ?? []).map((cookie) => String(cookie).split(';')[0])
  const set = readCookies(pairs.join(';'))
  const [refreshCookie, devices] = [set[COOKIES.refresh], set[COOKIES.devices]]
  return {
    ...caller,
    ...(newNonce === undefined || set[COOKIES.client] === newNonce ? {} : { newNonce }),
    ...(refreshCookie === undefined ? {} : { refreshCookie }),
    ...(devices === undefined ? {} : { deviceTokens: readTokenList(devices) }),
  }
}

/** Two bodies are the same call when the step reads the same from them: blanks and the order of fields say nothing. */
const callOf = (key: string, event: APIGatewayProxyEvent, body: unknown, caller: Caller): KeyedCall => {
  const path = JSON.stringify(event.pathParameters ?? {})
  // A cookie is a parameter like any other. A renewed one is of the same session, and comes with a call whose answer was lost half-way.
  const family = sessionOfRefreshToken(caller.refreshCookie ?? '') ?? ''
  const shown = createHash('sha256')
    .update([family, ...caller.deviceTokens].join('~'))
    .digest('base64url')
  return { key, scope: scopeOf(event, caller), request: [path, JSON.stringify(body ?? {}), shown].join('\n') }
}

/** How long an answer is given again: tokens for a minute, all else for a day. A login or reset that is over by then is over for whoever is told of it again. */
const keptFor = ({ body }: APIGatewayProxyResult): number => (body.includes('"accessToken"') ? MINUTE : DAY)

/** What is kept of an answer. `again`: the call as it comes once its cookies have come. */
const toKeep = (result: APIGatewayProxyResult, call: KeyedCall, again: KeyedCall) => {
  const asFirst = again.scope === call.scope && again.request === call.request
  return { text: JSON.stringify(result), forMs: keptFor(result), ...(asFirst ? {} : { again }) }
}

/** What happened has happened, whether or not its answer can be kept: the caller is told the truth, and the log that a repetition would not be. */
const kept = async (keeping: Promise<void>): Promise<void> => {
  try {
    await keeping
  } catch (error) {
    log('failed', { step: 'keep-answer', ...nameAndPlace(error) })
  }
}

/**
 * One tap, one effect: the same call with the same key is done once and answered alike. An answer of 5xx is not kept: whoever gets one may try
 * again with the same key.
 */
export const once = async (
  event: APIGatewayProxyEvent,
  { body, caller }: { readonly body: unknown; readonly caller: Caller },
  port: Idempotency | undefined,
  answer: () => Promise<APIGatewayProxyResult>,
  asReply: (refused: Refused) => APIGatewayProxyResult,
): Promise<APIGatewayProxyResult> => {
  const key = keyOf(event)
  if (key === undefined) return answer()
  if (port === undefined) throw new Error('a step that changes something needs the port `idempotency`')
  const call = callOf(key, event, body, caller)
  const keep = (claim: string, result: APIGatewayProxyResult) =>
    kept(port.keep(call, claim, toKeep(result, call, callOf(key, event, body, withCookiesOf(caller, result)))))
  const claimed = await port.claim(call)
  if (claimed.outcome === 'answered') return JSON.parse(claimed.answer)
  if (claimed.outcome !== 'first')
    throw new Refused('idempotency_conflict', {}, claimed.outcome === 'other' ? MISMATCH : undefined)
  try {
    const result = await answer()
    await keep(claimed.claim, result)
    return result
  } catch (error) {
    const reply = error instanceof Refused ? asReply(error) : undefined
    if (reply === undefined || reply.statusCode >= 500) await kept(port.release(call, claimed.claim))
    else await keep(claimed.claim, reply)
    throw error
  }
}
