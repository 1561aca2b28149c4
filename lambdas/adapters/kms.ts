import { type Ask, awsJson } from './aws-json.ts'

type Mac = { readonly KeyId: string; readonly MacAlgorithm: 'HMAC_SHA_256'; readonly Message: string }

/** What we ask KMS. Bytes are base64, as on the wire. */
export type KmsCalls = {
  GenerateMac: { in: Mac; out: { readonly Mac?: string } }
  VerifyMac: { in: Mac & { readonly Mac: string }; out: { readonly MacValid?: boolean } }
  GetPublicKey: { in: { readonly KeyId: string }; out: { readonly PublicKey?: string } }
  Sign: {
    in: {
      readonly KeyId: string
      readonly SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256'
      readonly MessageType: 'DIGEST'
      readonly Message: string
    }
    out: { readonly Signature?: string }
  }
}

export type Kms = Ask<KmsCalls>

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
export const base64urlOf = (text: string): string => Buffer.from(text, 'base64').toString('base64url')

let shared: Kms | undefined

/** One client for all adapters of a function, so that they share its connections. */
export const kmsFromEnvironment = (): Kms => {
  shared ??= awsJson('kms')
  return shared
}
