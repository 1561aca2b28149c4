import { AwsFault } from '#laptop/aws/fault'
import type { Call, Service } from '#laptop/aws/service'
import type { Directory } from '#laptop/directory'
import type { Wish } from '#laptop/policy'
import { isRecord, type Json, listOf, optionalText, recordOf } from '#laptop/reading'

/** A table as callers name it: `name` is what the engine knows, `arn` what roles speak of. */
export type NamedTable = { readonly name: string; readonly arn: string }

/** Whatever keeps the items: the laptop's own engine, or another DynamoDB behind the same call. */
export type TableStore = { readonly call: (operation: string, input: Json) => unknown }

type TableOf = (name: unknown) => NamedTable

// Inside a transaction every item needs the permission of its own operation.
const transactions: Readonly<Record<string, string>> = {
  ConditionCheck: 'ConditionCheckItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
}

const members = (input: Json): readonly { readonly kind: string; readonly member: Json }[] =>
  listOf(input.TransactItems, 'TransactItems').flatMap((item) =>
    Object.entries(recordOf(item, 'TransactItems')).map(([kind, member]) => ({ kind, member: recordOf(member, kind) })),
  )

const wishes = ({ operation, input }: Call, tableOf: TableOf): readonly Wish[] => {
  if (operation.startsWith('Transact')) {
    return members(input).map(({ kind, member }) => ({
      action: `dynamodb:${transactions[kind] ?? kind}`,
      resource: tableOf(member.TableName).arn,
    }))
  }
  const action = `dynamodb:${operation}`
  if (isRecord(input.RequestItems)) {
    return Object.keys(input.RequestItems).map((name) => ({ action, resource: tableOf(name).arn }))
  }
  const { arn } = tableOf(input.TableName)
  const index = optionalText(input.IndexName)
  return [{ action, resource: index === undefined ? arn : `${arn}/index/${index}` }]
}

// Callers may say a table's ARN or logical id; the store knows physical names only.
const withNames = (input: Json, tableOf: TableOf): Json => {
  if (input.TableName !== undefined) return { ...input, TableName: tableOf(input.TableName).name }
  if (isRecord(input.RequestItems)) {
    const entries = Object.entries(input.RequestItems).map(([name, items]) => [tableOf(name).name, items])
    return { ...input, RequestItems: Object.fromEntries(entries) }
  }
  const items = members(input).map(({ kind, member }) => ({
    [kind]: { ...member, TableName: tableOf(member.TableName).name },
  }))
  return { ...input, TransactItems: items }
}

type Answered = Readonly<Record<string, unknown>>

// What is answered by table is answered under the names that the caller said.
const asAsked = (answer: Answered, asked: Json, tableOf: TableOf): Answered => {
  const saidFor = new Map(Object.keys(asked).map((name) => [tableOf(name).name, name]))
  const renamed = (part: unknown): unknown =>
    isRecord(part)
      ? Object.fromEntries(Object.entries(part).map(([name, items]) => [saidFor.get(name) ?? name, items]))
      : part
  const parts = ['Responses', 'UnprocessedKeys', 'UnprocessedItems'].filter((name) => name in answer)
  return { ...answer, ...Object.fromEntries(parts.map((name) => [name, renamed(answer[name])])) }
}

/** DynamoDB over the template's tables. */
export const dynamodb = (tables: Directory<NamedTable>, store: TableStore): Service => {
  const tableOf: TableOf = (name) => {
    const table = tables.find(String(name))
    if (!table)
      throw new AwsFault('ResourceNotFoundException', `Requested resource not found: Table: ${String(name)} not found`)
    return table
  }
  return {
    name: 'dynamodb',
    fault: 'tables',
    refusals: {
      provider_down: () => new AwsFault('InternalServerError', 'Internal server error', 500),
      throttled: () =>
        new AwsFault('ProvisionedThroughputExceededException', 'The level of configured throughput was exceeded'),
    },
    wishes: (call) => wishes(call, tableOf),
    answer: ({ operation, input }) => {
      const answer = store.call(operation, withNames(input, tableOf))
      const { RequestItems } = input
      if (!isRecord(RequestItems)) return answer
      return Promise.resolve(answer).then((said) => asAsked(recordOf(said, 'answer'), RequestItems, tableOf))
    },
  }
}
