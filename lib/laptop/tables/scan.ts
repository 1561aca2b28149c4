import { Input } from './input.ts'
import { PAGE_MEMBERS, pageRequest, takePage } from './page.ts'
import { sourceIn, startIn } from './source.ts'
import type { Store } from './store.ts'
import { scopeOf } from './write.ts'

export const scan = (store: Store, given: unknown): Record<string, unknown> => {
  const input = new Input(given, PAGE_MEMBERS, 'Scan')
  const source = sourceIn(store.table(input.text('TableName')), input)
  const scope = scopeOf(source.table, input, ['FilterExpression', 'ProjectionExpression'])
  const request = pageRequest(input, source, scope)
  return takePage(source.rows.all(startIn(source, input)), request)
}
