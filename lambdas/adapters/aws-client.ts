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

/** Sends a body to a service, signed; answers with what it said, throws an `AwsFault` when that was no. */
export type SendBody = (body: string) => Promise<WireAnswer>

/** What sends bodies to one path with these headers: for what is asked again and again, so that their signature is prepared once. */
export type Operation = (path: string, headers: WireRequest['headers']) => SendBody

/** The same for one request. */
export type Send = (request: WireRequest) => Promise<WireAnswer>

const credentialsFromEnvironment = (): Credentials => ({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? '',
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? '',
  ...(process.env.AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: process.env.AWS_SESSION_TOKEN }),
})

/** Tries a few times, with pauses, as long as that may help. */
const tried = async (once: () => Promise<WireAnswer>, { tries, pause }: Manners): Promise<WireAnswer> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once()
    } catch (error) {
      const kind = trouble(error)
      if (kind === 'final' || attempt >= tries) throw error
      await pause(pauseMs(kind, attempt, Math.random()))
    }
  }
}

/** The trace that a function runs in goes on with what it asks: so AWS sees when functions call each other in circles. */
const traced = (): WireRequest['headers'] => {
  const trace = process.env._X_AMZN_TRACE_ID
  return trace === undefined ? {} : { 'X-Amzn-Trace-Id': trace }
}

/** A client of one service: credentials and region of the function it runs in, three tries, and a time budget far below the gateway's. */
export const awsOperations = (service: Service, wanted: Partial<Manners> = {}): Operation => {
  const manners = { ...MANNERS, ...wanted }
  const region = process.env.AWS_REGION ?? 'us-east-1'
  const address = addressOf(service, region)
  const scope = { region, service: SERVICES[service].signedAs, host: address.host }
  const signer = awsSigner(credentialsFromEnvironment(), scope)
  const transport = manners.transport ?? httpTransport(address, manners)
  return (path, fixed) => {
    const sign = signer(path, fixed)
    const once = async (body: string, call: string): Promise<WireAnswer> => {
      // Each try has a signature of its own: one that waited long would be too old.
      const signed = sign(body, Date.now())
      const more = { 'content-length': Buffer.byteLength(body), 'amz-sdk-invocation-id': call }
      const answer = await transport({ path, headers: { ...signed, ...more, ...traced() }, body })
      if (answer.status >= 300) throw faultOf(answer)
      return answer
    }
    return (body) => {
      // Names all tries of one call, so that whoever reads along can tell a second try from a second call.
      const call = randomUUID()
      return tried(() => once(body, call), manners)
    }
  }
}

/** The same for what is asked now and then. */
export const awsClient = (service: Service, wanted: Partial<Manners> = {}): Send => {
  const operation = awsOperations(service, wanted)
  return ({ path, headers, body }) => operation(path, headers)(body)
}
