import type { Service } from './aws-address.ts'
import { awsOperations, type Manners, type SendBody } from './aws-client.ts'

/** The operations of a service that we use, with what goes in and what comes out. */
export type Calls = Readonly<Record<string, { readonly in: object; readonly out: object }>>

/** Asks one operation of a service. */
export type Ask<C extends Calls> = <O extends keyof C & string>(operation: O, input: C[O]['in']) => Promise<C[O]['out']>

/** How each service that speaks JSON names its operations, and which JSON. */
const DIALECTS = {
  dynamodb: { prefix: 'DynamoDB_20120810', version: '1.0' },
  kms: { prefix: 'TrentService', version: '1.1' },
  secrets: { prefix: 'secretsmanager', version: '1.1' },
  workflows: { prefix: 'AWSStepFunctions', version: '1.0' },
  events: { prefix: 'AWSEvents', version: '1.1' },
} as const satisfies Partial<Record<Service, { readonly prefix: string; readonly version: string }>>

/** A client of a service that has one path and names the operation in a header. */
export const awsJson = <C extends Calls>(service: keyof typeof DIALECTS, manners: Partial<Manners> = {}): Ask<C> => {
  const { prefix, version } = DIALECTS[service]
  const operations = awsOperations(service, manners)
  const known = new Map<string, SendBody>()
  const sender = (operation: string): SendBody => {
    const headers = { 'Content-Type': `application/x-amz-json-${version}`, 'X-Amz-Target': `${prefix}.${operation}` }
    const send = operations('/', headers)
    known.set(operation, send)
    return send
  }
  return async (operation, input) => {
    const { body } = await (known.get(operation) ?? sender(operation))(JSON.stringify(input))
    return body === '' ? {} : JSON.parse(body)
  }
}
