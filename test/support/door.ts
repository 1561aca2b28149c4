import assert from 'node:assert/strict'
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda'
import * as z from 'zod/mini'
import { routes } from '#lambdas/routes'
import type { Contract } from '#runtime/contract'
import { type HttpHandler, onHttp } from '#runtime/on-http'
import type { Said } from './said.ts'
import type { World } from './world.ts'

export type Call = {
  readonly body?: unknown
  /** Sent as it is, instead of `body`. */
  readonly raw?: string
  /** The gateway says that the body is base64. */
  readonly base64?: boolean
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly source?: string
  readonly token?: string
}

export type Answer = {
  readonly status: number
  readonly body: Said
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: readonly string[]
}

// As API Gateway reads them, each once.
const doors = routes.map((contract) => {
  const [method = '', path = ''] = contract.route.split(' ')
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const pattern = new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '([^/]+)')}$`)
  return { contract, method, names, pattern }
})

const match = (wanted: string, path: string): { contract: Contract; params: Record<string, string> } => {
  for (const { contract, method, names, pattern } of doors) {
    const found = method === wanted ? pattern.exec(path) : null
    if (found === null) continue
    return {
      contract,
      params: Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(found[i + 1] ?? '')])),
    }
  }
  throw new Error(`no route ${wanted} ${path}`)
}

let requests = 0

/** An event as API Gateway makes it for a REST API with proxy integration. */
export const gatewayEvent = (contract: Contract, params: Record<string, string>, call: Call): APIGatewayProxyEvent => {
  const [httpMethod = '', resource = ''] = contract.route.split(' ')
  const body = call.raw ?? (call.body === undefined ? null : JSON.stringify(call.body))
  const headers: Record<string, string> = {
    ...(body === null ? {} : { 'Content-Type': 'application/json' }),
    'User-Agent': 'test',
    ...(call.token === undefined ? {} : { Authorization: `Bearer ${call.token}` }),
    ...call.headers,
  }
  return {
    resource,
    path: resource,
    httpMethod,
    headers,
    multiValueHeaders: {},
    queryStringParameters: call.query === undefined ? null : { ...call.query },
    multiValueQueryStringParameters: null,
    pathParameters: Object.keys(params).length === 0 ? null : params,
    stageVariables: null,
    body,
    isBase64Encoded: call.base64 === true,
    requestContext: {
      requestId: `request-${++requests}`,
      stage: 'test',
      identity: { sourceIp: call.source ?? '198.51.100.1', userAgent: 'test' },
    } as APIGatewayProxyEvent['requestContext'],
  }
}

/** Every reply is what its contract says: the shape of a success, the words of a refusal, no cache, a request id. */
const checkReply = (contract: Contract, kind: 'web' | 'app', { status, body, headers }: Answer): void => {
  assert.equal(headers['Cache-Control'], 'no-store', contract.step)
  assert.ok(headers['Latchkey-Request-Id'] !== undefined, contract.step)
  if (status >= 400) {
    assert.ok(
      [
        ...contract.refuses,
        'unavailable',
        'invalid_request',
        'unauthenticated',
        'forbidden',
        'idempotency_conflict',
      ].includes(body.code),
      `${contract.step} may not refuse with ${body.code}`,
    )
    assert.deepEqual(
      [typeof body.title, typeof body.detail, body.status, typeof body.requestId],
      ['string', 'string', status, 'string'],
    )
    if (status === 429) assert.equal(headers['Retry-After'], String(body.retryAfterSeconds))
  } else if (contract.reply === undefined) {
    assert.equal(status, 204)
  } else {
    assert.equal(status, contract.status ?? 200)
    z.parse(contract.reply, body)
    if (kind === 'web')
      assert.ok(!('refreshToken' in body) && !('deviceToken' in body), 'a web client gets no secret in a body')
  }
}

const handlers = new WeakMap<World, Map<string, Promise<HttpHandler>>>()

const handlerOf = (world: World, contract: Contract): Promise<HttpHandler> => {
  const mine = handlers.get(world) ?? new Map<string, Promise<HttpHandler>>()
  handlers.set(world, mine)
  const load = async () => {
    const { run } = await import(`../../lambdas/${contract.step}/handler.ts`)
    return onHttp(contract, run, world.ports as never)
  }
  const handler = mine.get(contract.step) ?? load()
  mine.set(contract.step, handler)
  return handler
}

const asAnswer = (result: APIGatewayProxyResult): Answer => ({
  status: result.statusCode,
  body: result.body === '' ? undefined : JSON.parse(result.body),
  headers: Object.fromEntries(Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)])),
  cookies: (result.multiValueHeaders?.['Set-Cookie'] ?? []).map(String),
})

const knocks = new WeakMap<World, number>()

/** How many requests this world's doors have taken, answered or refused. */
export const knocksOf = (world: World): number => knocks.get(world) ?? 0

/** Knocks at the door of a contract, with whatever a caller puts in the place of its ids. */
export const knockAt = async (
  world: World,
  contract: Contract,
  params: Record<string, string>,
  call: Call,
): Promise<Answer> => {
  const handler = await handlerOf(world, contract)
  knocks.set(world, knocksOf(world) + 1)
  const answer = asAnswer(await handler(gatewayEvent(contract, params, call), { awsRequestId: 'test' } as Context))
  checkReply(contract, call.headers?.['Latchkey-Client'] === 'web' ? 'web' : 'app', answer)
  return answer
}

/** Knocks at a door as the gateway does: `POST /login/phone`. Steps see the world's ports and nothing else. */
export const knock = async (world: World, route: string, call: Call = {}): Promise<Answer> => {
  const [method = '', path = ''] = route.split(' ')
  const { contract, params } = match(method, path)
  return knockAt(world, contract, params, call)
}
