import { awsJson } from '#adapters/aws-json'
import type { SignedRequest, WireAnswer } from '#adapters/aws-transport'
import type { Kms } from '#adapters/kms'
import { AwsFault } from '#laptop/aws/fault'
import { KeyRing } from '#laptop/aws/key-ring'
import { kms } from '#laptop/aws/kms'
import type { Resource } from '#laptop/template'
import { asItIs, atOnce, type Between, type Carried } from './engine-tables.ts'

export const PIN_KEY = 'pin-key'
export const SIGNING_KEY = 'signing-key'

const key = (id: string, spec: string): Resource => ({
  id,
  type: 'AWS::KMS::Key',
  properties: { KeySpec: spec },
  metadata: {},
  ref: id,
  attribute: () => `arn:aws:kms:us-east-1:000000000000:key/${id}`,
})

// Making an RSA pair takes long; one process of tests needs one.
const ring = new KeyRing([key(PIN_KEY, 'HMAC_256'), key(SIGNING_KEY, 'RSA_2048')])

const answer = (status: number, body: unknown): WireAnswer => ({ status, headers: {}, body: JSON.stringify(body) })

/** The laptop's KMS in this process, spoken to by the adapters' own client. `fault`, when set, is thrown instead of the next answers. `carried` and `between` may see what passes. */
export const inProcessKms = (carried: Carried = asItIs, between: Between = atOnce) => {
  const service = kms(ring)
  const caller = { name: 'test', may: () => true }
  const asked: string[] = []
  const state: { fault: AwsFault | undefined } = { fault: undefined }
  const transport = async (request: SignedRequest): Promise<WireAnswer> => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? ''
    asked.push(operation)
    try {
      if (state.fault !== undefined) throw state.fault
      return answer(200, await service.answer({ operation, input: JSON.parse(request.body), caller }))
    } catch (error) {
      if (!(error instanceof AwsFault)) throw error
      return answer(error.status, { __type: error.type, message: error.message })
    }
  }
  const client: Kms = between(awsJson('kms', { transport: carried(transport), tries: 1 }))
  return { asked, state, client, transport }
}
