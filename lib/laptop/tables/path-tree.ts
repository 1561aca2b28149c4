import { invalid } from './fault.ts'
import type { Path } from './grammar.ts'

/** Paths that share their beginnings share a branch; a leaf is where one path ends. */
export type Branch<T> = {
  readonly kind: 'branch'
  readonly into: 'map' | 'list'
  readonly next: Map<string | number, Branch<T> | Leaf<T>>
}
export type Leaf<T> = { readonly kind: 'leaf'; readonly of: T }
export type PathTree<T> = Branch<T>

const overlap = () => invalid('Two document paths overlap with each other; must remove or rewrite one of these paths')
const conflict = () => invalid('Two document paths conflict with each other; must remove or rewrite one of these paths')

const kindAt = (step: string | number): 'map' | 'list' => (typeof step === 'string' ? 'map' : 'list')

const grow = <T>(branch: Branch<T>, path: Path, of: T): void => {
  const [step, ...rest] = path
  if (step === undefined) throw overlap()
  if (branch.into !== kindAt(step)) throw conflict()
  const there = branch.next.get(step)
  const [following] = rest
  if (following === undefined) {
    if (there) throw overlap()
    branch.next.set(step, { kind: 'leaf', of })
    return
  }
  if (there?.kind === 'leaf') throw overlap()
  const onward: Branch<T> = there ?? { kind: 'branch', into: kindAt(following), next: new Map() }
  if (!there) branch.next.set(step, onward)
  grow(onward, rest, of)
}

/** Refuses two paths of which one holds the other, and a parent used both as a map and as a list. */
export const pathTree = <T>(entries: readonly (readonly [Path, T])[]): PathTree<T> => {
  const root: Branch<T> = { kind: 'branch', into: 'map', next: new Map() }
  for (const [path, of] of entries) grow(root, path, of)
  return root
}
