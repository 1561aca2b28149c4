import * as z from 'zod/mini'
import { REFUSALS, type Refusal } from '#core/refusal'
import type { Access, Contract } from './contract.ts'

const schema = (shape: z.ZodMiniType, io: 'input' | 'output') => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(shape, { io, unrepresentable: 'any' })
  return rest
}

const SECURITY: Readonly<Record<Access, readonly object[]>> = {
  anyone: [],
  person: [{ accessToken: [] }],
  admin: [{ accessToken: [] }],
  operator: [{ iam: [] }],
}

const parameters = (contract: Contract) => [
  ...[...contract.route.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  })),
  ...(contract.query === undefined
    ? []
    : Object.entries(schema(contract.query, 'input').properties ?? {}).map(([name, shape]) => ({
        name,
        in: 'query',
        schema: shape,
      }))),
  { $ref: '#/components/parameters/client' },
  ...(contract.route.startsWith('GET') ? [] : [{ $ref: '#/components/parameters/idempotencyKey' }]),
]

/** The same key while the first call runs, and with another call. */
const ofRepeats = ['409', '422'].map((status) => ({ word: 'idempotency_conflict', status }))

const problem = (description: string, status?: string) => ({
  description,
  ...(status === '429' ? { headers: { 'Retry-After': { schema: { type: 'integer' } } } } : {}),
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

/** Refusals by status, each status with the words it may carry. */
const refusals = (contract: Contract) => {
  const words = [...new Set<Refusal>([...contract.refuses, 'invalid_request', 'unavailable'])]
  const stated = words.map((word) => ({ word, status: String(REFUSALS[word]) }))
  const all = contract.route.startsWith('GET') ? stated : [...stated, ...ofRepeats]
  const byStatus = Map.groupBy(all, ({ status }) => status)
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => [status, problem(some.map(({ word }) => word).join(', '), status)]),
  )
}

const operation = (contract: Contract) => ({
  operationId: contract.step,
  summary: contract.summary,
  security: SECURITY[contract.access],
  parameters: parameters(contract),
  ...(contract.body === undefined
    ? {}
    : { requestBody: { required: true, content: { 'application/json': { schema: schema(contract.body, 'input') } } } }),
  responses: {
    ...(contract.reply === undefined
      ? { 204: { description: 'Done' } }
      : {
          [contract.status ?? 200]: {
            description: contract.summary,
            content: { 'application/json': { schema: schema(contract.reply, 'output') } },
          },
        }),
    ...refusals(contract),
    default: problem('What the gateway refuses by itself'),
  },
})

const components = {
  parameters: {
    client: { name: 'Latchkey-Client', in: 'header', schema: { enum: ['web', 'app'], default: 'app' } },
    idempotencyKey: { name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 255 } },
  },
  securitySchemes: {
    accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'at+jwt' },
    iam: { type: 'apiKey', name: 'Authorization', in: 'header', description: 'AWS Signature Version 4' },
  },
  schemas: {
    Problem: {
      type: 'object',
      required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
      properties: {
        type: { type: 'string' },
        title: { type: 'string' },
        status: { type: 'integer' },
        code: { enum: Object.keys(REFUSALS) },
        detail: { type: 'string' },
        requestId: { type: 'string' },
        attemptsLeft: { type: 'integer' },
        retryAfterSeconds: { type: 'integer' },
        newestSentAt: { type: 'string', format: 'date-time' },
        alternatives: { type: 'array', items: { type: 'string' } },
        reasons: {
          type: 'array',
          items: {
            type: 'object',
            required: ['rule'],
            properties: {
              rule: { type: 'string' },
              digits: { type: 'string' },
              at: { type: 'integer' },
              limit: { type: 'integer' },
              word: { type: 'string' },
            },
          },
        },
        fields: {
          type: 'array',
          items: {
            type: 'object',
            required: ['path', 'problem'],
            properties: { path: { type: 'string' }, problem: { type: 'string' } },
          },
        },
        country: { type: 'string' },
      },
    },
  },
}

/** The route table as an OpenAPI 3.1 document. */
export const openapi = (routes: readonly Contract[]) => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const contract of routes) {
    const [method = '', path = ''] = contract.route.split(' ')
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(contract) }
  }
  return { openapi: '3.1.0', info: { title: 'Latchkey', version: '1' }, paths, components }
}
