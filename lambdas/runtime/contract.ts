import type * as z from 'zod/mini'
import type { Ports } from '../core/ports.ts'
import type { Refusal, RefusalExtras } from '../core/refusal.ts'
import type { Caller } from './caller.ts'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
export type Route = `${Method} /${string}`

/** Who may knock: `person` and `admin` show an access token, `operator` an IAM signature. */
export type Access = 'anyone' | 'person' | 'admin' | 'operator'

export type Need = Exclude<keyof Ports, 'clock' | 'chance' | 'limits' | 'stage'>

type Shape = z.ZodMiniType

/** One door of the API: everything the gateway, the role, the document and the client have to know about a step. */
export type Contract<
  B extends Shape = Shape,
  Q extends Shape = Shape,
  R extends Shape = Shape,
  N extends Need = Need,
> = {
  readonly step: string
  readonly route: Route
  readonly summary: string
  readonly access: Access
  readonly body?: B
  readonly query?: Q
  /** Left out: the answer is 204 with no body. */
  readonly reply?: R
  readonly status?: 200 | 201
  readonly refuses: readonly Refusal[]
  readonly needs: readonly N[]
  /** Ends the session of a web client: its refresh cookie is taken away. */
  readonly signsOut?: true
}

/** Every call that changes something may carry an idempotency key, so its function needs the port whatever the contract says. */
export const needsOf = ({ route, needs }: Contract): readonly Need[] =>
  route.startsWith('GET ') ? needs : [...needs, 'idempotency']

export const contract = <const C extends Contract>(it: C): C => it

type BodyOf<C extends Contract> = C extends { readonly body: infer B extends Shape } ? z.infer<B> : undefined
type QueryOf<C extends Contract> = C extends { readonly query: infer Q extends Shape } ? z.infer<Q> : undefined
type ReplyOf<C extends Contract> = C extends { readonly reply: infer R extends Shape } ? z.input<R> : undefined
type ParamsOf<R extends string> = R extends `${string}{${infer P}}${infer Rest}`
  ? { readonly [K in P]: string } & ParamsOf<Rest>
  : unknown

export type Input<C extends Contract> = {
  readonly params: ParamsOf<C['route']>
  readonly body: BodyOf<C>
  readonly query: QueryOf<C>
  readonly caller: Caller
}

/** The ports a step receives: what it asked for, and time, chance and the figures, which everything may have. */
export type PortsOf<C extends Contract> = Pick<Ports, C['needs'][number] | 'clock' | 'chance' | 'limits' | 'stage'>

/** Leaves the step with one of the words its contract lists. */
export type Refuse<C extends Contract> = (word: C['refuses'][number], extras?: RefusalExtras) => Error

export type Run<C extends Contract> = (input: Input<C>, ports: PortsOf<C>, refuse: Refuse<C>) => Promise<ReplyOf<C>>
