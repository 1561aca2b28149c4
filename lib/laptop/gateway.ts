import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RunningFunction } from '#laptop/functions'
import { type Api, eventOf, hasTrueSource, type Knock } from '#laptop/gateway-event'
import { type Reply, replyOf, write } from '#laptop/gateway-reply'
import type { GatewayResponses, GatewayWord } from '#laptop/gateway-responses'
import type { Mock, Route } from '#laptop/gateway-routes'
import { bodyOf } from '#laptop/http-body'
import { cameFromThisMachine } from '#laptop/loopback'
import type { RouteTree } from '#laptop/route-tree'

export type GatewayOptions = {
  readonly api: Api
  readonly routes: RouteTree
  readonly responses: GatewayResponses
  readonly functionOf: (route: Route) => RunningFunction
  readonly now: () => number
}

const mostBytes = 10 * 1024 * 1024
const mostSeconds = 29

const inTime = <T>(work: Promise<T>): Promise<T | undefined> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, mostSeconds * 1000, undefined)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const preflight = ({ status, headers, otherOrigins }: Mock, origin: string | undefined): Reply => {
  const echoed = origin !== undefined && otherOrigins.includes(origin)
  return { status, headers: echoed ? { ...headers, 'access-control-allow-origin': origin } : headers, body: '' }
}

/** The template's REST API on this machine: real proxy events to real bundles, and the gateway's own answers. */
export class Gateway {
  readonly #options: GatewayOptions

  constructor(options: GatewayOptions) {
    this.#options = options
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID()
    const outcome = await this.#answer(request, requestId).catch((thrown: unknown) => this.#word(thrown))
    const reply = typeof outcome === 'string' ? this.#options.responses.reply(outcome, requestId) : outcome
    if (outcome === 'REQUEST_TOO_LARGE') response.shouldKeepAlive = false
    write(response, reply, requestId, request.method === 'HEAD')
  }

  // A path that is no URL was the caller's mistake, anything else thrown here is the laptop's.
  #word(thrown: unknown): GatewayWord {
    return thrown instanceof URIError ? 'BAD_REQUEST' : 'INTEGRATION_FAILURE'
  }

  async #answer(request: IncomingMessage, requestId: string): Promise<Reply | GatewayWord> {
    const url = request.url ?? '/'
    const at = url.indexOf('?')
    const path = at < 0 ? url : url.slice(0, at)
    const found = this.#options.routes.find(request.method ?? 'GET', path)
    const body = await bodyOf(request, mostBytes)
    if (!body) return 'REQUEST_TOO_LARGE'
    if (!found) return 'MISSING_AUTHENTICATION_TOKEN'
    if (!hasTrueSource(request)) return 'BAD_REQUEST'
    const { route } = found
    if (route.target.kind === 'mock') return preflight(route.target.mock, request.headers.origin)
    if (route.signed && !cameFromThisMachine(request)) return 'ACCESS_DENIED'
    const query = at < 0 ? '' : url.slice(at + 1)
    return this.#call({ request, body, path, query, found, requestId, at: this.#options.now() })
  }

  async #call(knock: Knock): Promise<Reply | GatewayWord> {
    const target = this.#options.functionOf(knock.found.route)
    const outcome = await inTime(target.invoke(eventOf(knock, this.#options.api), knock.requestId))
    if (!outcome) return 'INTEGRATION_TIMEOUT'
    return (outcome.failed ? undefined : replyOf(outcome.payload)) ?? 'INTEGRATION_FAILURE'
  }
}
