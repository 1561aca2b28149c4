import { randomUUID } from 'node:crypto'
import { addressOf, SERVICES, type Service } from './aws-address.ts'
import { faultOf } from './aws-fault.ts'
import { pauseMs, trouble } from './aws-retry.ts'
import { awsSigner, type Credentials } from './aws-signature.ts'
import { httpTransport, type Patience, type Transport, type WireAnswer, type WireRequest } from './aws-transport.ts'

export type Manners = Patience & {
  /** How often one request is sent at most. */
  readonly tries: number
  readonly pause: (ms: number) => Promise<unknown>
  /** Where something else than a socket carries the requests. */
  readonly transport?: Transport
}

const MANNERS: Manners = {
  connectMs: 1_000,
  answerMs: 2_000,
  reuse: true,
  connections: 50,
  tries: 3,
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}

/** Sends one request to a service, signed; answers with what it said, throws an `AwsFault` when that was no. */
export type Send = (request: WireRequest) => Promise<WireAnswer>

const credentialsFromEnvironment = (): Credentials => ({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? '',
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? '',
  ...(process.env.AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: process.env.AWS_SESSION_TOKEN }),
})

/** The trace that a function runs in goes on with what it asks: so AWS sees when functions call each other in circles. */
const traced = (): WireRequest['headers'] => {
  const trace = process.env._X_AMZN_TRACE_ID
  return trace === undefined ? {} : { 'X-Amzn-Trace-Id': trace }
}

/** A client of one service: credentials and region of the function it runs in, three tries, and a time budget far below the gateway's. */
export const awsClient = (service: Service, wanted: Partial<Manners> = {}): Send => {
  const manners = { ...MANNERS, ...wanted }
  const region = process.env.AWS_REGION ?? 'us-east-1'
  const address = addressOf(service, region)
  const sign = awsSigner(credentialsFromEnvironment(), {
    region,
    service: SERVICES[service].signedAs,
    host: address.host,
  })
  const transport = manners.transport ?? httpTransport(address, manners)
  const once = async (request: WireRequest, call: string): Promise<WireAnswer> => {
    // Each try has a signature of its own: one that waited long would be too old.
    const headers = {
      ...sign(request, Date.now()),
      'content-length': Buffer.byteLength(request.body),
      'amz-sdk-invocation-id': call,
      ...traced(),
    }
    const answer = await transport({ ...request, headers })
    if (answer.status >= 300) throw faultOf(answer)
    return answer
  }
  return async (request) => {
    // Names all tries of one call, so that whoever reads along can tell a second try from a second call.
    const call = randomUUID()
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(request, call)
      } catch (error) {
        const kind = trouble(error)
        if (kind === 'final' || attempt >= manners.tries) throw error
        await manners.pause(pauseMs(kind, attempt, Math.random()))
      }
    }
  }
}
