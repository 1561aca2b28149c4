import type { Laptop } from '#laptop/laptop'
import { isRecord } from '#laptop/reading'

export type LocalOrganisation = { readonly organisationId: string; readonly name: string }

type Item = Readonly<Record<string, unknown>>

const textIn = (item: Item, name: string): string => {
  const value = item[name]
  return isRecord(value) && typeof value.S === 'string' ? value.S : ''
}

const itemsOf = (laptop: Laptop, table: string, sk: string): readonly Item[] => {
  const { Items: items } = laptop.tables.call('Scan', {
    TableName: table,
    FilterExpression: '#sk = :sk',
    ExpressionAttributeNames: { '#sk': 'sk' },
    ExpressionAttributeValues: { ':sk': { S: sk } },
  })
  return Array.isArray(items) ? items.filter(isRecord) : []
}

/** Who is on this laptop, so that the inbox can empty a budget without anybody looking up an id. */
export const organisationsOn = (laptop: Laptop): readonly LocalOrganisation[] => {
  const { PeopleTable: people = '' } = laptop.outputs
  return itemsOf(laptop, people, 'ORG').map((item) => ({
    organisationId: textIn(item, 'pk').replace('ORG#', ''),
    name: textIn(item, 'name'),
  }))
}
