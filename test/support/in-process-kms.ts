import { AwsFault } from '#laptop/aws/fault'
import { KeyRing } from '#laptop/aws/key-ring'
import { kms } from '#laptop/aws/kms'
import type { Resource } from '#laptop/template'

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

type WireRequest = { readonly headers: Readonly<Record<string, string>>; readonly body?: string | Uint8Array }

const answer = (statusCode: number, body: unknown) => ({
  response: {
    statusCode,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: Buffer.from(JSON.stringify(body)),
  },
})

/** The laptop's KMS in this process, spoken to by the SDK's own client. `fault`, when set, is thrown instead of the next answers. */
export const inProcessKms = () => {
  const service = kms(ring)
  const caller = { name: 'test', may: () => true }
  const asked: string[] = []
  const state: { fault: AwsFault | undefined } = { fault: undefined }
  const handle = async (request: WireRequest) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? ''
    asked.push(operation)
    try {
      if (state.fault !== undefined) throw state.fault
      const text = typeof request.body === 'string' ? request.body : new TextDecoder().decode(request.body)
      return answer(200, await service.answer({ operation, input: JSON.parse(text), caller }))
    } catch (error) {
      if (!(error instanceof AwsFault)) throw error
      return answer(error.status, { __type: error.type, message: error.message })
    }
  }
  return { asked, state, handler: { handle, metadata: { handlerProtocol: 'http/1.1' } } as never }
}
