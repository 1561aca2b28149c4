import { isRecord, type Json, listOf, optionalText, recordOf, textOf } from '#laptop/reading'
import type { Resource } from '#laptop/template'

/** A preflight's answer. An origin of `otherOrigins` is echoed in place of the one that the headers allow. */
export type Mock = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly otherOrigins: readonly string[]
}

/** One method of the REST API. A mock answers by itself (CORS preflights); a proxy calls a function. */
export type Route = {
  readonly method: string
  readonly resource: string
  readonly signed: boolean
  readonly target:
    | { readonly kind: 'proxy'; readonly functionArn: string }
    | { readonly kind: 'mock'; readonly mock: Mock }
}

const invocationArn = /:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/

/** The text inside the single quotes that API Gateway wants around a literal. */
export const unquoted = (value: unknown): string => String(value).replace(/^'([\s\S]*)'$/, '$1')

const headerName = (parameter: string): string => parameter.replace('method.response.header.', '').toLowerCase()

const recordAt = (value: unknown): Json => (isRecord(value) ? value : {})

// The one template that the CDK writes for preflights: it compares the origin with each allowed one.
const originsIn = (id: string, templates: unknown): readonly string[] =>
  Object.values(recordAt(templates)).flatMap((template) => {
    const text = textOf(template, `${id}.ResponseTemplates`)
    if (!text.includes('#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)')) {
      throw new Error(`the laptop does not know the mapping template of ${id}`)
    }
    return [...text.matchAll(/\$origin == "([^"]+)"/g)].map(([, origin = '']) => origin)
  })

const mockOf = (id: string, integration: Json): Mock => {
  const first = recordAt(listOf(integration.IntegrationResponses, `${id}.IntegrationResponses`)[0])
  const parameters = Object.entries(recordAt(first.ResponseParameters))
  return {
    status: Number(optionalText(first.StatusCode) ?? 200),
    headers: Object.fromEntries(parameters.map(([name, value]) => [headerName(name), unquoted(value)])),
    otherOrigins: originsIn(id, first.ResponseTemplates),
  }
}

const targetOf = (id: string, raw: unknown): Route['target'] => {
  const integration = recordOf(raw, `${id}.Integration`)
  if (integration.Type === 'AWS_PROXY') {
    const functionArn = invocationArn.exec(textOf(integration.Uri, `${id}.Uri`))?.[1]
    if (functionArn === undefined) throw new Error(`method ${id} does not name a function`)
    return { kind: 'proxy', functionArn }
  }
  if (integration.Type === 'MOCK') return { kind: 'mock', mock: mockOf(id, integration) }
  throw new Error(`the laptop does not know integration ${String(integration.Type)} (${id})`)
}

const pathOf = (parentRef: unknown, resources: readonly Resource[]): string => {
  const own = resources.find(({ type, ref }) => type === 'AWS::ApiGateway::Resource' && ref === parentRef)
  if (!own) return ''
  return `${pathOf(own.properties.ParentId, resources)}/${textOf(own.properties.PathPart, own.id)}`
}

const routeOf = (method: Resource, resources: readonly Resource[]): Route => {
  const { id, properties } = method
  const authorization = optionalText(properties.AuthorizationType) ?? 'NONE'
  if (authorization !== 'NONE' && authorization !== 'AWS_IAM') {
    throw new Error(`the laptop does not know authorization ${authorization} (${id})`)
  }
  return {
    method: textOf(properties.HttpMethod, `${id}.HttpMethod`),
    resource: pathOf(properties.ResourceId, resources) || '/',
    signed: authorization === 'AWS_IAM',
    target: targetOf(id, properties.Integration),
  }
}

/** The methods of the template's REST API. An authorizer or integration it does not know stops the start. */
export const readRoutes = (resources: readonly Resource[]): readonly Route[] =>
  resources.filter(({ type }) => type === 'AWS::ApiGateway::Method').map((method) => routeOf(method, resources))
