import type { TestNumber } from './test-number.ts'

/** What differs between stages and a function has to know. Arrives as one JSON environment variable. */
export type Stage = {
  readonly name: string
  /** A stage that people rely on is `live`, and has no test numbers. */
  readonly kind: 'test' | 'live'
  /** When the limits of text messages per country and block, or the breaker, are met: refuse the message, or ring and send. */
  readonly smsFloods: 'record' | 'refuse'
  /** Where people meet Latchkey, without a trailing slash: `https://auth.example.com`. */
  readonly publicOrigin: string
  readonly issuer: string
  readonly audience: string
  readonly allowedOrigins: readonly string[]
  readonly serviceName: string
  readonly smsSenderId: string
  readonly mailFrom: string
  readonly supportUrl: string
  readonly defaultCountry: string
  readonly countries: readonly string[]
  /** Numbers that nothing is sent to, with a fixed code until their end. Their codes are not here. */
  readonly testNumbers: readonly TestNumber[]
  /** What our own content delivery network shows with each call, so that its word on the caller's address counts. Never in a reply. */
  readonly edgeToken?: string
}
