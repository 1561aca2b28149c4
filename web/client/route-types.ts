import type * as z from 'zod/mini'
import type { RouteTable } from '../../lambdas/routes.ts'

type Table = { readonly [C in RouteTable[number] as C['route']]: C }

/** A door of the API as the route table writes it: `POST /login/phone`. */
export type Route = keyof Table

type Names<P extends string> = P extends `${string}{${infer N}}${infer Rest}` ? N | Names<Rest> : never

type ParamsOf<R extends Route> = [Names<R>] extends [never]
  ? unknown
  : { readonly params: { readonly [N in Names<R>]: string } }

// What a person sends is what the contract takes in, before it trims and checks.
// One that need say nothing may be left out.
type Said<T> = object extends T ? { readonly body?: T } : { readonly body: T }
type BodyOf<C> = C extends { readonly body: infer B extends z.ZodMiniType } ? Said<z.input<B>> : unknown
type QueryOf<C> = C extends { readonly query: infer Q extends z.ZodMiniType }
  ? { readonly query?: z.input<Q> }
  : unknown

/** What a call of this route has to bring: its params, its body, its query. */
export type AskOf<R extends Route> = ParamsOf<R> & BodyOf<Table[R]> & QueryOf<Table[R]>

/** What this route answers; nothing for a 204. */
export type ReplyOf<R extends Route> = Table[R] extends { readonly reply: infer A extends z.ZodMiniType }
  ? z.output<A>
  : undefined
