import { isRecord, type Json, optionalNumber, optionalText, recordOf, textOf } from '#laptop/reading'
import type { Resource } from '#laptop/template'

/** What the template says of one function. `asset` is the hash that names its code in the assembly. */
export type FunctionPlan = {
  readonly id: string
  readonly name: string
  readonly arn: string
  readonly resource: Resource
  /** Where its construct stands in the app, name by name. */
  readonly path: readonly string[]
  readonly roleArn: string
  readonly asset: string
  readonly file: string
  readonly exported: string
  readonly memoryMb: number
  readonly timeoutSeconds: number
  readonly retries: number
  readonly environment: Readonly<Record<string, string>>
}

const assetOf = (id: string, code: Json): string => {
  const key = /^([0-9a-f]{64})\.zip$/.exec(optionalText(code.S3Key) ?? '')?.[1]
  if (key === undefined) throw new Error(`the code of function ${id} is not an asset of this assembly`)
  return key
}

// `index.handler` is the export `handler` of index.mjs; a path before the file stays in front of it.
const handlerOf = (id: string, handler: string): { readonly file: string; readonly exported: string } => {
  const dot = handler.lastIndexOf('.')
  if (dot < 1) throw new Error(`function ${id} has no handler of the form file.export: ${handler}`)
  return { file: `${handler.slice(0, dot)}.mjs`, exported: handler.slice(dot + 1) }
}

const retriesOf = (resource: Resource, resources: readonly Resource[]): number => {
  const config = resources.find(
    ({ type, properties }) => type === 'AWS::Lambda::EventInvokeConfig' && properties.FunctionName === resource.ref,
  )
  return optionalNumber(config?.properties.MaximumRetryAttempts) ?? 2
}

const environmentOf = ({ id, properties }: Resource): Readonly<Record<string, string>> => {
  const variables = isRecord(properties.Environment) ? recordOf(properties.Environment.Variables, id) : {}
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]))
}

const planOf = (resource: Resource, resources: readonly Resource[]): FunctionPlan => {
  const { id, properties } = resource
  return {
    id,
    name: resource.ref,
    arn: resource.attribute('Arn'),
    resource,
    path: (optionalText(resource.metadata['aws:cdk:path']) ?? '').split('/'),
    roleArn: textOf(properties.Role, `${id}.Role`),
    asset: assetOf(id, recordOf(properties.Code, `${id}.Code`)),
    ...handlerOf(id, textOf(properties.Handler, `${id}.Handler`)),
    memoryMb: optionalNumber(properties.MemorySize) ?? 128,
    timeoutSeconds: optionalNumber(properties.Timeout) ?? 3,
    retries: retriesOf(resource, resources),
    environment: environmentOf(resource),
  }
}

/** The template's functions. Code that is no asset and a handler without an export stop the start. */
export const readFunctions = (resources: readonly Resource[]): readonly FunctionPlan[] =>
  resources.filter(({ type }) => type === 'AWS::Lambda::Function').map((resource) => planOf(resource, resources))
