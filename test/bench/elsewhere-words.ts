import type { SignedRequest, WireAnswer } from '#adapters/aws-transport'

/** What a thread asks of tables and keys in another one, and what comes back. */
export type Question = { readonly id: number; readonly of: 'tables' | 'keys'; readonly request: SignedRequest }
export type Reply = { readonly id: number; readonly answer: WireAnswer }
