import * as z from 'zod/mini'
import type { Contract } from '#runtime/contract'

type Schema = Readonly<Record<string, unknown>>

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null

const schemasIn = (value: unknown): readonly Schema[] => (Array.isArray(value) ? value.filter(isSchema) : [])

const named = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name))

const objectOf = ({ properties, required, additionalProperties }: Schema): string => {
  const must = new Set(Array.isArray(required) ? required : [])
  const fields = Object.entries(isSchema(properties) ? properties : {}).map(
    ([name, field]) => `readonly ${named(name)}${must.has(name) ? '' : '?'}: ${typeOf(field)}`,
  )
  if (fields.length > 0) return `{ ${fields.join('; ')} }`
  return isSchema(additionalProperties)
    ? `Readonly<Record<string, ${typeOf(additionalProperties)}>>`
    : 'Record<string, never>'
}

/** A JSON schema as a TypeScript type; what it cannot say is `unknown`. */
export const typeOf = (schema: unknown): string => {
  if (!isSchema(schema)) return 'unknown'
  const either = [...schemasIn(schema.anyOf), ...schemasIn(schema.oneOf)]
  if (either.length > 0) return either.map(typeOf).join(' | ')
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if ('const' in schema) return JSON.stringify(schema.const)
  if (schema.type === 'object') return objectOf(schema)
  if (schema.type === 'array') return `readonly (${typeOf(schema.items)})[]`
  if (schema.type === 'integer' || schema.type === 'number') return 'number'
  return schema.type === 'string' || schema.type === 'boolean' || schema.type === 'null' ? schema.type : 'unknown'
}

const shapeOf = (shape: z.ZodMiniType, io: 'input' | 'output'): string =>
  typeOf(z.toJSONSchema(shape, { io, unrepresentable: 'any' }))

const paramsOf = (route: string): readonly string[] => [...route.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)

const mayBeEmpty = (body: z.ZodMiniType): boolean => z.safeParse(body, {}).success

const askOf = ({ route, body, query }: Contract): string => {
  const params = paramsOf(route).map((name) => `readonly ${name}: string`)
  const parts = [
    ...(params.length > 0 ? [`readonly params: { ${params.join('; ')} }`] : []),
    ...(body === undefined ? [] : [`readonly body${mayBeEmpty(body) ? '?' : ''}: ${shapeOf(body, 'input')}`]),
    ...(query === undefined ? [] : [`readonly query?: ${shapeOf(query, 'input')}`]),
  ]
  return parts.length === 0 ? 'undefined' : `{ ${parts.join('; ')} }`
}

const lineOf = (contract: Contract): string => {
  const reply = contract.reply === undefined ? 'undefined' : shapeOf(contract.reply, 'output')
  const refuses = contract.refuses.map((word) => `'${word}'`).join(' | ') || 'never'
  const name = JSON.stringify(contract.route)
  return `  /** ${contract.summary}. */\n  readonly ${name}: { readonly ask: ${askOf(contract)}; readonly reply: ${reply}; readonly refuses: ${refuses} }`
}

/** The types of the client for whoever installs it: one line for each door of the table, and nothing to install besides. */
export const clientTypes = (contracts: readonly Contract[]): string =>
  [
    '// Made from the route table by `node bin/client.ts`.',
    `export type Routes = {\n${contracts.map(lineOf).join('\n')}\n}`,
    'export type Route = keyof Routes',
    "export type AskOf<R extends Route> = Routes[R]['ask']",
    "export type ReplyOf<R extends Route> = Routes[R]['reply']",
    "export type ProblemCode = Routes[Route]['refuses'] | 'unavailable' | 'idempotency_conflict' | 'offline'",
    'export type ProblemFacts = {\n  readonly code: ProblemCode\n  readonly status: number\n  readonly title: string\n  readonly detail: string\n  readonly requestId?: string\n  readonly attemptsLeft?: number\n  readonly newestSentAt?: string\n  readonly retryAfterSeconds?: number\n  readonly alternatives?: readonly string[]\n  readonly reasons?: readonly Readonly<Record<string, unknown>>[]\n  readonly fields?: readonly { readonly path: string; readonly problem: string }[]\n  readonly country?: string\n}',
    '/** A refusal of the API. `title` and `detail` are sentences to show, in the language that was asked for. */',
    'export declare class Problem extends Error {\n  readonly facts: ProblemFacts\n  constructor(facts: ProblemFacts)\n  get code(): ProblemCode\n}',
    'export type ClientOptions = {\n  /** Where Latchkey answers, without a trailing slash; left out, the origin of the page. */\n  readonly origin?: string\n  /** `web` keeps refresh and device secrets in cookies that no script reads; `app` receives them in the body. */\n  readonly kind: "web" | "app"\n  readonly language?: () => string\n  readonly accessToken?: () => string | undefined | Promise<string | undefined>\n  readonly deviceToken?: () => string | undefined\n  readonly fetch?: typeof fetch\n}',
    'type Arguments<R extends Route> = AskOf<R> extends undefined ? [] : [ask: AskOf<R>]',
    'export type Client = { readonly call: <R extends Route>(route: R, ...ask: Arguments<R>) => Promise<ReplyOf<R>> }',
    '/** One client for pages and programs: `client.call("POST /login/phone", { body: { phone } })`. Throws `Problem`, nothing else. */',
    'export declare const latchkeyClient: (options: ClientOptions) => Client',
    '',
  ].join('\n')
