import type { Branch, PathTree } from './path-tree.ts'
import { emptyItem, type Item, type Value } from './value.ts'

const fromMap = (map: Item, branch: Branch<unknown>): Item => {
  const picked = emptyItem()
  for (const [name, node] of branch.next) {
    const value = map[name]
    const kept = value && (node.kind === 'leaf' ? value : fromValue(value, node))
    if (kept) picked[name] = kept
  }
  return picked
}

const fromList = (list: readonly Value[], branch: Branch<unknown>): readonly Value[] => {
  const places = [...branch.next].sort(([a], [b]) => Number(a) - Number(b))
  return places.flatMap(([index, node]) => {
    const value = list[Number(index)]
    const kept = value && (node.kind === 'leaf' ? value : fromValue(value, node))
    return kept ? [kept] : []
  })
}

const fromValue = (value: Value, branch: Branch<unknown>): Value | undefined => {
  if (branch.into === 'map' && 'M' in value) {
    const map = fromMap(value.M, branch)
    return Object.keys(map).length > 0 ? { M: map } : undefined
  }
  if (branch.into === 'list' && 'L' in value) {
    const list = fromList(value.L, branch)
    return list.length > 0 ? { L: list } : undefined
  }
  return undefined
}

/** Only the parts the paths name; chosen places of a list close up in their order. */
export const project = (item: Item, paths: PathTree<unknown>): Item => fromMap(item, paths)
