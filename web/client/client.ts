import { Problem, problemIn } from './problem.ts'
import type { AskOf, ReplyOf, Route } from './route-types.ts'

export type { ProblemCode, ProblemFacts } from './problem.ts'
export { Problem } from './problem.ts'
export type { AskOf, ReplyOf, Route } from './route-types.ts'

export type ClientOptions = {
  /** Where Latchkey answers, without a trailing slash; left out, the origin of the page. */
  readonly origin?: string
  /** `web` keeps refresh and device secrets in cookies that no script reads; `app` receives them in the body. */
  readonly kind: 'web' | 'app'
  /** The language of the sentences in problems, such as `fi`. */
  readonly language?: () => string
  readonly accessToken?: () => string | undefined | Promise<string | undefined>
  /** What an app shows for its trusted devices. */
  readonly deviceToken?: () => string | undefined
  readonly fetch?: typeof fetch
}

type Arguments<R extends Route> = unknown extends AskOf<R> ? [] : [ask: AskOf<R>]

export type Client = { readonly call: <R extends Route>(route: R, ...ask: Arguments<R>) => Promise<ReplyOf<R>> }

type LooseAsk = {
  readonly params?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly query?: Readonly<Record<string, unknown>>
}

const addressOf = (path: string, { params = {}, query = {} }: LooseAsk): string => {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const asked = Object.entries(query).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(asked.map(([name, value]) => [name, String(value)]))
  return asked.length === 0 ? filled : `${filled}?${search}`
}

const headersFor = async (options: ClientOptions, mutates: boolean): Promise<Record<string, string>> => {
  const token = await options.accessToken?.()
  const device = options.deviceToken?.()
  return {
    'Latchkey-Client': options.kind,
    ...(mutates ? { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() } : {}),
    ...(options.language ? { 'Accept-Language': options.language() } : {}),
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    ...(device === undefined ? {} : { 'Latchkey-Device': device }),
  }
}

const offline = (): Problem =>
  new Problem({ code: 'offline', status: 0, title: 'No answer', detail: 'Check your connection and try again.' })

/** A call that was lost on the way is sent once more with the same idempotency key: it happens at most once. */
const twice = async (send: () => Promise<Response>): Promise<Response> => {
  try {
    return await send()
  } catch {
    return await send().catch(() => Promise.reject(offline()))
  }
}

/** One client for pages and programs: `client.call('POST /login/phone', { body: { phone } })`. Throws `Problem`, nothing else. */
export const latchkeyClient = (options: ClientOptions): Client => ({
  call: async (route, ...[ask]) => {
    const [method = 'GET', path = '/'] = route.split(' ')
    const given: LooseAsk = ask ?? {}
    const mutates = method !== 'GET'
    const headers = await headersFor(options, mutates)
    const send = () =>
      (options.fetch ?? fetch)(`${options.origin ?? ''}${addressOf(path, given)}`, {
        method,
        headers,
        credentials: options.kind === 'web' ? 'include' : 'omit',
        cache: 'no-store',
        ...(mutates && method !== 'DELETE' ? { body: JSON.stringify(given.body ?? {}) } : {}),
      })
    const response = await twice(send)
    if (!response.ok) throw await problemIn(response)
    return response.status === 204 ? undefined : await response.json()
  },
})
