import { KMSClient } from '@aws-sdk/client-kms'
import { CLIENT_DEFAULTS } from './client-defaults.ts'

let shared: KMSClient | undefined

export const kmsFromEnvironment = (): KMSClient => {
  shared ??= new KMSClient({ ...CLIENT_DEFAULTS })
  return shared
}
