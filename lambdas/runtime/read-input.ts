import type { APIGatewayProxyEvent } from 'aws-lambda'
import * as z from 'zod/mini'
import { Refused } from '#core/refusal'
import type { Contract } from './contract.ts'
import { headersOf } from './read-caller.ts'
import { empty } from './shapes.ts'

export const BODY_LIMIT_BYTES = 8_192

const wrong = (path: string, problem: string) => new Refused('invalid_request', { fields: [{ path, problem }] })

/** What the checker found, as places and kinds: never the value that was sent. */
const checked = <T extends z.ZodMiniType>(shape: T, value: unknown, where: string): z.infer<T> => {
  const result = z.safeParse(shape, value)
  if (result.success) return result.data
  const fields = result.error.issues.slice(0, 10).map((issue) => ({
    path: issue.path.length > 0 ? issue.path.map(String).join('.').slice(0, 80) : where,
    problem: issue.code === 'unrecognized_keys' ? 'not a field of this call' : issue.code,
  }))
  throw new Refused('invalid_request', { fields })
}

/** Measured before anything is made of it: the gateway lets ten million bytes through. */
const textOf = ({ body, isBase64Encoded }: APIGatewayProxyEvent): string => {
  const sent = body ?? ''
  if (Buffer.byteLength(sent, isBase64Encoded ? 'base64' : 'utf8') > BODY_LIMIT_BYTES)
    throw wrong('body', `more than ${BODY_LIMIT_BYTES} bytes`)
  return isBase64Encoded ? Buffer.from(sent, 'base64').toString('utf8') : sent
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw wrong('body', 'not JSON')
  }
}

/** What is wrong with the fields of this valid JSON: one is there twice, and whoever stood in between may have read the other; or its name is that of no field. */
const wrongField = (text: string): string | undefined => {
  const around: Set<string>[] = []
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"(?:\s*:)?|[{}[\]]/g)) {
    if (token === '{' || token === '[') around.push(new Set())
    else if (token === '}' || token === ']') around.pop()
    else if (token.endsWith(':')) {
      const name: string = JSON.parse(token.slice(0, -1))
      if (name === '__proto__') return 'not a field of this call'
      if (around.at(-1)?.has(name)) return 'a field is there twice'
      around.at(-1)?.add(name)
    }
  }
  return undefined
}

const json = (event: APIGatewayProxyEvent): unknown => {
  const text = textOf(event)
  if (text.trim() === '') return {}
  if (!/^application\/json\b/i.test(headersOf(event)['content-type'] ?? ''))
    throw wrong('Content-Type', 'application/json')
  const value = parsed(text)
  const problem = wrongField(text)
  if (problem !== undefined) throw wrong('body', problem)
  return value
}

const ID = /^[A-Za-z0-9_-]{1,64}$/
const NOBODYS = 'nobodys'

/** Ids of the path. What cannot be an id of ours is nobody's: each step answers it as it answers an unknown one, and no key is made of it. */
const idsIn = (event: APIGatewayProxyEvent) =>
  Object.fromEntries(
    Object.entries(event.pathParameters ?? {}).map(([name, id]) => [name, ID.test(id ?? '') ? (id ?? '') : NOBODYS]),
  )

/** A call that takes no body has no fields that it knows. To read and to delete, HTTP gives a body no meaning, and none is looked for. */
const bodyOf = (contract: Contract, event: APIGatewayProxyEvent): unknown => {
  if (event.httpMethod === 'GET' || event.httpMethod === 'DELETE') return undefined
  const body = checked(contract.body ?? empty, json(event), 'body')
  return contract.body === undefined ? undefined : body
}

/** Body and query as the contract has them; anything else is refused before a table is asked. */
export const readInput = (contract: Contract, event: APIGatewayProxyEvent) => {
  const body = bodyOf(contract, event)
  const query =
    contract.query === undefined ? undefined : checked(contract.query, event.queryStringParameters ?? {}, 'query')
  return { params: idsIn(event), body, query }
}
