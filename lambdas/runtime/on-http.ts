import middy from '@middy/core'
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda'
import type { Idempotency } from '#core/idempotency'
import { Refused } from '#core/refusal'
import type { Contract, PortsOf, Run } from './contract.ts'
import { log, nameAndPlace } from './log.ts'
import { once } from './once.ts'
import { headersOf, readCaller } from './read-caller.ts'
import { readInput } from './read-input.ts'
import { problem, success } from './reply.ts'

export type HttpHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>

type Call = middy.Request<APIGatewayProxyEvent, APIGatewayProxyResult, Error, Context>

/** Two lines a call: started, finished. */
const twoLines = (
  step: string,
  now: () => number,
): middy.MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> => {
  const begun = new WeakMap<object, number>()
  const finished = ({ event, response, error }: Call) => {
    const code = error instanceof Refused ? error.word : undefined
    log('finished', {
      step,
      requestId: event.requestContext.requestId,
      ...(response === undefined ? {} : { status: response?.statusCode }),
      ...(code === undefined ? {} : { code }),
      durationMs: now() - (begun.get(event) ?? now()),
    })
  }
  return {
    before: ({ event }) => {
      begun.set(event, now())
      log('started', { step, requestId: event.requestContext.requestId })
    },
    after: finished,
    onError: finished,
  }
}

const envelopeOf = (event: APIGatewayProxyEvent, stage: PortsOf<Contract>['stage']) => {
  const headers = headersOf(event)
  return {
    requestId: event.requestContext.requestId,
    stage,
    ...(headers.origin === undefined ? {} : { origin: headers.origin }),
    ...(headers['accept-language'] === undefined ? {} : { acceptLanguage: headers['accept-language'] }),
  }
}

/** Only a refusal speaks to the caller. Everything else is `unavailable`, and the log says where it came from. */
const problems = (
  step: string,
  stage: PortsOf<Contract>['stage'],
): middy.MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> => ({
  onError: (call) => {
    const refused = call.error instanceof Refused ? call.error : new Refused('unavailable')
    if (!(call.error instanceof Refused))
      log('failed', { step, requestId: call.event.requestContext.requestId, ...nameAndPlace(call.error) })
    call.response = problem(refused, envelopeOf(call.event, stage))
  },
})

/** A step behind its door: the gateway's event in, the gateway's reply out. */
export const onHttp = <C extends Contract>(
  contract: C,
  run: Run<C>,
  ports: PortsOf<C> & { readonly idempotency?: Idempotency },
): HttpHandler => {
  const handler = middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
    .use(twoLines(contract.step, ports.clock.now))
    .use(problems(contract.step, ports.stage))
    .handler(async (event: APIGatewayProxyEvent) => {
      const envelope = envelopeOf(event, ports.stage)
      const caller = await readCaller(event, contract.access, ports)
      const input = readInput(contract, event)
      const refuse = (word: C['refuses'][number], extras = {}) => new Refused(word, extras)
      const answer = async () => {
        // The contract's schemas made the input: its type is what they say.
        const reply = await run({ ...input, caller } as Parameters<Run<C>>[0], ports, refuse)
        return success(contract, caller, reply, envelope)
      }
      return once(event, { ...input, caller }, ports.idempotency, answer, (refused) => problem(refused, envelope))
    })
  return (event, context) => handler(event, context)
}
