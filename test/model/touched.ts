import type { Asked } from '#support/engine-tables'

type Key = Readonly<Record<'pk' | 'sk', { readonly S: string } | undefined>>
type OnItem = { readonly TableName: string; readonly Key?: Key; readonly Item?: Key }
type Part = Readonly<Record<'Put' | 'Update' | 'Delete' | 'ConditionCheck', OnItem | undefined>>
type Input = OnItem & {
  readonly RequestItems?: Readonly<Record<string, { readonly Keys: readonly Key[] }>>
  readonly TransactItems?: readonly Part[]
}

/** An item, or all that begins alike: of a table, or whatever there is. */
export type Touched = { readonly item: string; readonly writes: boolean }

const ANYTHING: readonly Touched[] = [{ item: '', writes: true }]

const itemOf = (table: string, key: Key | undefined): string => JSON.stringify([table, key?.pk?.S, key?.sk?.S])

const one = (input: OnItem, writes: boolean): Touched => ({
  item: itemOf(input.TableName, input.Key ?? input.Item),
  writes,
})

/** What a request may read or write. A write whose condition fails counts as one, a page as its whole table, and what is not known as everything. */
export const touchedBy = (asked: Asked | undefined): readonly Touched[] => {
  const input = asked?.input as Input
  switch (asked?.operation) {
    case 'GetItem':
      return [one(input, false)]
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return [one(input, true)]
    case 'BatchGetItem':
      return Object.entries(input.RequestItems ?? {}).flatMap(([TableName, { Keys }]) =>
        Keys.map((Key) => one({ TableName, Key }, false)),
      )
    case 'TransactWriteItems':
      return (input.TransactItems ?? []).flatMap(({ ConditionCheck, ...writes }) => [
        ...(ConditionCheck === undefined ? [] : [one(ConditionCheck, false)]),
        ...Object.values(writes).flatMap((write) => (write === undefined ? [] : [one(write, true)])),
      ])
    case 'Query':
      return [{ item: `[${JSON.stringify(input.TableName)},`, writes: false }]
    default:
      return ANYTHING
  }
}

/** Whether these two may be seen from each other: one writes what the other reads or writes. */
export const meet = (some: readonly Touched[], others: readonly Touched[]): boolean =>
  some.some((a) =>
    others.some((b) => (a.writes || b.writes) && (a.item.startsWith(b.item) || b.item.startsWith(a.item))),
  )
