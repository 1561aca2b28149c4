import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type FaultName, type FaultService, faultFits, faultNames, faultServices, serviceNamed } from '#laptop/faults'
import { bodyOf } from '#laptop/http-body'
import type { Laptop } from '#laptop/laptop'
import { cameFromThisMachine } from '#laptop/loopback'
import { organisationsOn } from '#laptop/organisations'
import { isRecord, type Json } from '#laptop/reading'
import type { ExecutionView } from '#laptop/workflow/execution'

class BadInput extends Error {}

const mostBytes = 64 * 1024
const mostSeconds = 10 * 366 * 86_400

type Answer = (laptop: Laptop, input: Json, query: URLSearchParams) => unknown

const only = (input: Json, names: readonly string[]): void => {
  const stranger = Object.keys(input).find((name) => !names.includes(name))
  if (stranger !== undefined) throw new BadInput(`unknown field ${stranger}`)
}

const oneOf = <T extends string>(value: unknown, words: readonly T[], name: string): T => {
  const found = words.find((word) => word === value)
  if (found === undefined) throw new BadInput(`${name} must be one of ${words.join(', ')}`)
  return found
}

const whole = (value: unknown, [least, most]: readonly [number, number], name: string): number => {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw new BadInput(`${name} must be a whole number from ${least} to ${most}`)
  }
  return value
}

const iso = (at: number): string => new Date(at).toISOString()

const moveClock: Answer = async (laptop, input) => {
  only(input, ['advanceSeconds'])
  await laptop.clock.advance(whole(input.advanceSeconds, [0, mostSeconds], 'advanceSeconds'))
  return { now: iso(laptop.clock.now()) }
}

const orderFault: Answer = (laptop, input) => {
  only(input, ['service', 'fault', 'times'])
  const service: FaultService = oneOf(serviceNamed(input.service), faultServices, 'service')
  const fault: FaultName = oneOf(input.fault, faultNames, 'fault')
  if (!faultFits(service, fault)) throw new BadInput(`only messages can be ${fault}`)
  laptop.faults.add(service, fault, input.times === undefined ? 1 : whole(input.times, [1, 1_000_000], 'times'))
  return { faults: laptop.faults.list() }
}

/** A run with its times as the API writes times. */
const shown = ({ startedAt, stoppedAt, history, ...run }: ExecutionView) => ({
  ...run,
  startedAt: iso(startedAt),
  ...(stoppedAt === undefined ? {} : { stoppedAt: iso(stoppedAt) }),
  history: history.map((it) => ({ ...it, at: iso(it.at) })),
})

const answers: Readonly<Record<string, Answer>> = {
  'GET /_local/clock': (laptop) => ({ now: iso(laptop.clock.now()) }),
  'POST /_local/clock': moveClock,
  'GET /_local/outbox': (laptop, _, query) => ({ messages: laptop.outbox.list(recipient(query)) }),
  'GET /_local/faults': (laptop) => ({ faults: laptop.faults.list() }),
  'POST /_local/faults': orderFault,
  'DELETE /_local/faults': (laptop) => laptop.faults.clear(),
  'POST /_local/reset': (laptop) => laptop.reset(),
  'GET /_local/executions': (laptop) => ({ executions: laptop.workflow.list().map(shown) }),
  'GET /_local/organisations': (laptop) => ({ organisations: organisationsOn(laptop) }),
  'GET /_local/events': (laptop) => ({ events: laptop.events.list() }),
}

// A plus sign in a query means a blank to a form, but in a number it is a plus that nobody escaped. Other blanks are how people write numbers.
const recipient = (query: URLSearchParams): string | undefined => {
  const to = query.get('to')?.trim()
  if (to === undefined || to === '') return undefined
  const number = /^\+?[\d\s().-]+$/.test(to) ? to.replace(/\D/g, '').replace(/^00/, '') : ''
  return /^\d{7,15}$/.test(number) ? `+${number}` : to
}

const send = (response: ServerResponse, status: number, body?: unknown): void => {
  const type = status < 400 ? 'application/json' : 'application/problem+json'
  response.writeHead(status, body === undefined ? {} : { 'content-type': type })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

const refuse = (response: ServerResponse, status: number, code: string, detail: string): void =>
  send(response, status, {
    type: `urn:latchkey:problem:${code}`,
    title: 'The laptop refuses',
    status,
    code,
    detail,
    requestId: response.getHeader('latchkey-request-id'),
  })

const inputOf = async (request: IncomingMessage): Promise<Json> => {
  const body = await bodyOf(request, mostBytes)
  if (!body) throw new BadInput('the body is too long')
  if (body.length === 0) return {}
  try {
    const input: unknown = JSON.parse(body.toString('utf8'))
    if (isRecord(input)) return input
  } catch {}
  throw new BadInput('the body must be a JSON object')
}

const stream = (laptop: Laptop, response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write(': open\n\n')
  const stop = laptop.outbox.listen((message) => response.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`))
  response.on('close', stop)
}

const serve = async (laptop: Laptop, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const url = new URL(request.url ?? '/', 'http://localhost')
  if (!cameFromThisMachine(request)) return refuse(response, 403, 'forbidden', 'only this machine may ask')
  if (request.method === 'GET' && url.pathname === '/_local/outbox/stream') return stream(laptop, response)
  const answer = answers[`${request.method} ${url.pathname}`]
  if (!answer) return refuse(response, 404, 'not_found', `there is no ${request.method} ${url.pathname}`)
  const output = await answer(laptop, await inputOf(request), url.searchParams)
  send(response, output === undefined ? 204 : 200, output)
}

/** Takes every request below `/_local/`, on the laptop only and never through a function; true when it was one. */
export const serveLocal = (laptop: Laptop, request: IncomingMessage, response: ServerResponse): boolean => {
  if (!request.url?.startsWith('/_local/')) return false
  response.setHeader('cache-control', 'no-store')
  response.setHeader('latchkey-request-id', randomUUID())
  serve(laptop, request, response).catch((thrown: unknown) => {
    const known = thrown instanceof BadInput
    const detail = thrown instanceof Error ? thrown.message : String(thrown)
    refuse(response, known ? 400 : 500, known ? 'invalid_request' : 'unavailable', detail)
  })
  return true
}
