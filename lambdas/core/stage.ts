import type { TestNumber } from './test-number.ts'

/** What differs between stages and a function has to know. Arrives as one JSON environment variable. */
export type Stage = {
  /** Part of the names of the stack, the alarms and the dashboard. */
  readonly name: string
  /** A stage that people rely on is `live`, and has no test numbers. */
  readonly kind: 'test' | 'live'
  /** When the limits of text messages per country and block, or the breaker, are met: refuse the message, or ring and send. */
  readonly smsFloods: 'record' | 'refuse'
  /** Where people meet Latchkey, without a trailing slash: `https://auth.example.com`. Also the issuer in every token: changing it later ends every access token. */
  readonly publicOrigin: string
  readonly issuer: string
  /** What your APIs expect in a token's `aud`. */
  readonly audience: string
  /** Origins of web pages of yours that call the API from a browser; those of Latchkey's own pages need no mention. */
  readonly allowedOrigins: readonly string[]
  /** The name that people know, in pages and messages. */
  readonly serviceName: string
  /** Shown as the sender of text messages where the country allows it. Some countries want it registered, the US wants a number instead. */
  readonly smsSenderId: string
  /** The sender of e-mail: an address of a domain that is verified in SES. */
  readonly mailFrom: string
  /** Where people find help, linked from the pages. */
  readonly supportUrl: string
  /** Of numbers that are written without a country, for organisations that say nothing else. */
  readonly defaultCountry: string
  /** Where text messages may go. Keep it short: each one is a way to spend your money. */
  readonly countries: readonly string[]
  /** Numbers that nothing is sent to, with a fixed code until their end. Their codes are not here. */
  readonly testNumbers: readonly TestNumber[]
  /** What our own content delivery network shows with each call, so that its word on the caller's address counts. Never in a reply. */
  readonly edgeToken?: string
}
