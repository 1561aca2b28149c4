import type { NamedTable } from '#laptop/aws/dynamodb'
import { Directory, namesOf } from '#laptop/directory'
import { isRecord, listOf, optionalText, recordOf, textOf } from '#laptop/reading'
import type { TableShape } from '#laptop/tables/engine'
import type { Resource } from '#laptop/template'

const keysOf = (schema: unknown, where: string): { readonly pk: string; readonly sk?: string } => {
  const named = (kind: string): string | undefined => {
    const found = listOf(schema, where).find((key) => isRecord(key) && key.KeyType === kind)
    return isRecord(found) ? textOf(found.AttributeName, where) : undefined
  }
  const sk = named('RANGE')
  return { pk: textOf(named('HASH'), where), ...(sk === undefined ? {} : { sk }) }
}

const projectionOf = (raw: unknown, where: string): 'ALL' | 'KEYS_ONLY' | readonly string[] => {
  const projection = recordOf(raw, where)
  if (projection.ProjectionType === 'ALL' || projection.ProjectionType === 'KEYS_ONLY') return projection.ProjectionType
  return listOf(projection.NonKeyAttributes, where).map((name) => textOf(name, where))
}

const shapeOf = ({ id, ref, properties }: Resource): TableShape => {
  if (properties.LocalSecondaryIndexes !== undefined) throw new Error(`the laptop has no local indexes (${id})`)
  const indexes = listOf(properties.GlobalSecondaryIndexes, id).map((raw) => {
    const index = recordOf(raw, `${id} index`)
    const name = textOf(index.IndexName, `${id} index`)
    return { name, ...keysOf(index.KeySchema, name), projection: projectionOf(index.Projection, name) }
  })
  return { name: ref, ...keysOf(properties.KeySchema, id), indexes }
}

/** A table of the template; `ttl` names the attribute (epoch seconds) after which an item may go. */
export type PlannedTable = { readonly shape: TableShape; readonly resource: Resource; readonly ttl?: string }

export const readTables = (resources: readonly Resource[]): readonly PlannedTable[] =>
  resources
    .filter(({ type }) => type === 'AWS::DynamoDB::Table' || type === 'AWS::DynamoDB::GlobalTable')
    .map((resource) => {
      const spec = resource.properties.TimeToLiveSpecification
      const ttl = isRecord(spec) && spec.Enabled !== false ? optionalText(spec.AttributeName) : undefined
      return { shape: shapeOf(resource), resource, ...(ttl === undefined ? {} : { ttl }) }
    })

/** The tables by every name a caller may use. */
export const tableDirectory = (tables: readonly PlannedTable[]): Directory<NamedTable> => {
  const directory = new Directory<NamedTable>()
  for (const { resource } of tables) {
    directory.add(namesOf(resource), { name: resource.ref, arn: resource.attribute('Arn') })
  }
  return directory
}
