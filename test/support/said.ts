import type * as z from 'zod/mini'
import type { RouteTable } from '#lambdas/routes'

/** What `T` may be at one place, for reading: everything that any of its members has there. A refusal's `code` is a word, a login's is a view of its code. */
type Merged<T> = TextIn<T> & NumberIn<T> & YesOrNoIn<T> & ListIn<T> & ObjectIn<T>

type None<T> = [T] extends [never] ? true : false
type TextIn<T> = None<Extract<T, string>> extends true ? unknown : string
type NumberIn<T> = None<Extract<T, number>> extends true ? unknown : number
type YesOrNoIn<T> = None<Extract<T, boolean>> extends true ? unknown : boolean

type Lists<T> = Extract<T, readonly unknown[]>
// Its first is read without asking whether there is one: a test that expects one fails where there is none.
type ListOf<E> = readonly [E, ...E[]]
type ListIn<T> = None<Lists<T>> extends true ? unknown : ListOf<Merged<Lists<T>[number]>>

type Objects<T> = Exclude<Extract<T, object>, readonly unknown[]>
type NamesIn<T> = T extends unknown ? keyof T : never
type At<T, N> = T extends unknown ? (N extends keyof T ? T[N] : never) : never
type ObjectIn<T> =
  None<Objects<T>> extends true ? unknown : { readonly [N in NamesIn<Objects<T>>]: Merged<At<Objects<T>, N>> }

type Contracts = RouteTable[number]
/** Documents whose shapes others made: what tests read of them. */
type Document = {
  readonly openapi: string
  readonly servers: readonly { readonly url: string }[]
  readonly paths: { readonly [path in '/login/phone' | '/pin-reset/{resetId}/pin']: { readonly post: object } }
  readonly keys: readonly { readonly [part in 'kty' | 'n' | 'e' | 'kid' | 'alg' | 'use']: string }[]
}
type DocumentRoute = 'GET /openapi.json' | 'GET /.well-known/jwks.json'
type Replies<C> = C extends { readonly route: infer R; readonly reply: infer A extends z.ZodMiniType }
  ? R extends DocumentRoute
    ? never
    : z.output<A>
  : never

/** Every field that a refusal may carry. */
type Refusal = {
  readonly type: string
  readonly title: string
  readonly detail: string
  readonly code: string
  readonly requestId: string
  readonly attemptsLeft: number
  readonly retryAfterSeconds: number
  readonly newestSentAt: string
  readonly alternatives: readonly string[]
  readonly country: string
  readonly fields: readonly { readonly path: string; readonly problem: string }[]
  readonly reasons: readonly {
    readonly rule: string
    readonly digits: string
    readonly at: number
    readonly limit: number
    readonly word: string
  }[]
}

/**
 * A body as a test reads it, field by field: all that the doors of the route table may say, and nothing that none of them says. Which of it is
 * there, and that it is what the contract of its door promises, is checked where the answer comes in.
 */
export type Said = Merged<Replies<Contracts> | Document | Refusal>
