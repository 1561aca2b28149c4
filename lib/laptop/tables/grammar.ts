/** A step of a document path as written: a name, an alias of one (`#x`), or a place in a list. */
export type Step = { readonly name: string } | { readonly alias: string } | { readonly index: number }
export type WrittenPath = readonly Step[]

/** A document path with every alias resolved. */
export type Path = readonly (string | number)[]

export const COMPARATORS = ['=', '<>', '<', '<=', '>', '>='] as const
export type Comparator = (typeof COMPARATORS)[number]

/** `P` is how a path is held and `V` how a value is: as written (`:v`), or bound to one call. */
export type Operand<P, V> =
  | { readonly kind: 'path'; readonly path: P }
  | { readonly kind: 'value'; readonly value: V }
  | Call<P, V>

export type Call<P, V> = {
  readonly kind: 'call'
  readonly name: string
  readonly operands: readonly Operand<P, V>[]
}

export type Condition<P, V> =
  | { readonly kind: 'and' | 'or'; readonly left: Condition<P, V>; readonly right: Condition<P, V> }
  | { readonly kind: 'not'; readonly of: Condition<P, V> }
  | {
      readonly kind: 'compare'
      readonly comparator: Comparator
      readonly left: Operand<P, V>
      readonly right: Operand<P, V>
    }
  | {
      readonly kind: 'between'
      readonly of: Operand<P, V>
      readonly low: Operand<P, V>
      readonly high: Operand<P, V>
    }
  | { readonly kind: 'in'; readonly of: Operand<P, V>; readonly candidates: readonly Operand<P, V>[] }
  | { readonly kind: 'holds'; readonly call: Call<P, V> }

export type Sum<P, V> = {
  readonly kind: 'plus' | 'minus'
  readonly left: Operand<P, V>
  readonly right: Operand<P, V>
}

export type Action<P, V> =
  | { readonly kind: 'set'; readonly path: P; readonly to: Operand<P, V> | Sum<P, V> }
  | { readonly kind: 'remove'; readonly path: P }
  | { readonly kind: 'add' | 'delete'; readonly path: P; readonly value: V }

export const isSum = <P, V>(to: Operand<P, V> | Sum<P, V>): to is Sum<P, V> => to.kind === 'plus' || to.kind === 'minus'
