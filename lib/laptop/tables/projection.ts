import { projectionOf } from './expressions.ts'
import { invalid } from './fault.ts'
import type { Input } from './input.ts'
import { type PathTree, pathTree } from './path-tree.ts'
import { project } from './project.ts'
import type { Scope } from './scope.ts'
import type { Item } from './value.ts'

export type Projection = PathTree<undefined> | undefined

/** The `ProjectionExpression` of a request; undefined asks for the whole item. */
export const projectionIn = (input: Input, scope: Scope): Projection => {
  const text = input.optionalText('ProjectionExpression')
  if (text === undefined) return undefined
  return pathTree(projectionOf(text).map((path) => [scope.path(path), undefined]))
}

export const projected = (item: Item, projection: Projection): Item => (projection ? project(item, projection) : item)

/** Refuses a projection that asks an index for what it does not hold. */
export const refuseBeyond = (projection: Projection, held: ReadonlySet<string> | undefined, index: string): void => {
  if (!projection || !held) return
  const beyond = [...projection.next.keys()].filter((name) => !held.has(String(name)))
  if (beyond.length > 0)
    throw invalid(
      `One or more parameter values were invalid: Global secondary index ${index} does not project [${beyond.join(', ')}]`,
    )
}
