import { isRecord, optionalText, recordOf, textOf } from '#laptop/reading'
import type { Resource } from '#laptop/template'

/** One method of the REST API. A mock answers by itself (CORS preflights); a proxy calls a function. */
export type Route = {
  readonly method: string
  readonly resource: string
  readonly signed: boolean
  readonly target:
    | { readonly kind: 'proxy'; readonly functionArn: string }
    | { readonly kind: 'mock'; readonly status: number; readonly headers: Readonly<Record<string, string>> }
}

const invocationArn = /:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/

const mockHeaders = (responses: unknown): Readonly<Record<string, string>> => {
  const [first] = Array.isArray(responses) ? responses : []
  const parameters = isRecord(first) && isRecord(first.ResponseParameters) ? first.ResponseParameters : {}
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name.replace('method.response.header.', ''),
      String(value).replace(/^'([\s\S]*)'$/, '$1'),
    ]),
  )
}

const targetOf = (id: string, raw: unknown): Route['target'] => {
  const integration = recordOf(raw, `${id}.Integration`)
  if (integration.Type === 'AWS_PROXY') {
    const functionArn = invocationArn.exec(textOf(integration.Uri, `${id}.Uri`))?.[1]
    if (functionArn === undefined) throw new Error(`method ${id} does not name a function`)
    return { kind: 'proxy', functionArn }
  }
  if (integration.Type !== 'MOCK')
    throw new Error(`the laptop does not know integration ${String(integration.Type)} (${id})`)
  const [first] = Array.isArray(integration.IntegrationResponses) ? integration.IntegrationResponses : []
  const status = Number(optionalText(isRecord(first) ? first.StatusCode : undefined) ?? 200)
  return { kind: 'mock', status, headers: mockHeaders(integration.IntegrationResponses) }
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
