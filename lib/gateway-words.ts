import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway'
import type { Refusal } from '#core/refusal'

type Words = { readonly status: number; readonly code: Refusal; readonly title: string; readonly detail: string }

/** What the gateway says when no function was asked. A path it does not know looks the same as one it will not show. */
const words: Readonly<Record<string, readonly [ResponseType, Words]>> = {
  Unknown: [
    ResponseType.MISSING_AUTHENTICATION_TOKEN,
    { status: 404, code: 'not_found', title: 'Not found', detail: 'There is nothing at this address.' },
  ],
  Denied: [
    ResponseType.ACCESS_DENIED,
    { status: 403, code: 'forbidden', title: 'Not allowed', detail: 'This caller may not do this.' },
  ],
  Throttled: [
    ResponseType.THROTTLED,
    {
      status: 429,
      code: 'too_many_requests',
      title: 'Too many requests',
      detail: 'Please wait a moment and try again.',
    },
  ],
  TooLarge: [
    ResponseType.REQUEST_TOO_LARGE,
    { status: 413, code: 'invalid_request', title: 'Too large', detail: 'The request is larger than any we accept.' },
  ],
  Refused: [
    ResponseType.DEFAULT_4XX,
    { status: 400, code: 'invalid_request', title: 'Not understood', detail: 'The request could not be understood.' },
  ],
  Unavailable: [
    ResponseType.DEFAULT_5XX,
    { status: 503, code: 'unavailable', title: 'Not available', detail: 'Please try again in a moment.' },
  ],
}

const bodyOf = (it: Words): string => {
  const again = it.status === 429 ? { retryAfterSeconds: 1 } : {}
  const known = JSON.stringify({ type: `urn:latchkey:problem:${it.code}`, ...it, ...again })
  return `${known.slice(0, -1)},"requestId":"$context.requestId"}`
}

/** Replies of the gateway itself are problems of the same form as ours, and are kept by nobody. */
export const speakProblems = (api: RestApi): void => {
  for (const [id, [type, it]] of Object.entries(words)) {
    api.addGatewayResponse(id, {
      type,
      statusCode: String(it.status),
      responseHeaders: {
        'Content-Type': "'application/problem+json'",
        'Cache-Control': "'no-store'",
        'X-Content-Type-Options': "'nosniff'",
        'Strict-Transport-Security': "'max-age=63072000; includeSubDomains'",
        ...(it.status === 429 && { 'Retry-After': "'1'" }),
      },
      templates: { 'application/json': bodyOf(it) },
    })
  }
}
