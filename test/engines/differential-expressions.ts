import fc from 'fast-check'
import { numbersOrNot, strings, values } from './differential-values.ts'

/** A piece of an expression: text, a literal that gets a `:placeholder`, or a name that gets an `#alias`. */
export type Piece = string | { readonly literal: unknown } | { readonly alias: string }
export type Pieces = readonly Piece[]

export const join = (pieces: readonly Pieces[], by: string): Pieces =>
  pieces.flatMap((one, at) => (at === 0 ? one : [by, ...one]))

export const literal = (from: fc.Arbitrary<unknown>): fc.Arbitrary<Pieces> => from.map((value) => [{ literal: value }])
export const literals = literal(values)

const name = fc.oneof(
  { weight: 60, arbitrary: fc.constantFrom<Piece>('a', 'b', 'c', 'd', 'e', 'g', 'h', 'i') },
  { weight: 20, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'j', 'k').map((alias): Piece => ({ alias })) },
  { weight: 2, arbitrary: fc.constantFrom<Piece>('gpk', 'gsk') },
  { weight: 1, arbitrary: fc.constantFrom<Piece>('status', 'pk', 'sk', 'x_1', '_a', '1a') },
)
const step = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom<Pieces>(['.x'], ['.y'], ['.z'], ['.', { alias: 'x' }]) },
  { weight: 20, arbitrary: fc.constantFrom<Pieces>(['[0]'], ['[1]'], ['[2]'], ['[7]']) },
  { weight: 1, arbitrary: fc.constantFrom<Pieces>(['[00]'], ['[-1]'], ['[]'], ['.'], ['.name'], ['[ 0 ]']) },
)

const anyPath: fc.Arbitrary<Pieces> = fc
  .tuple(
    name,
    fc.oneof({ weight: 3, arbitrary: fc.constant<Pieces[]>([]) }, fc.array(step, { minLength: 1, maxLength: 2 })),
  )
  .map(([first, steps]) => [first, ...steps.flat()])

/** Below `c`, mostly a list, and `d`, mostly a map, there mostly is something. */
const innerPath = fc.constantFrom<Pieces>(
  ...['c[0]', 'c[1]', 'c[2]', 'c[6]', 'c[9]', 'd.x', 'd.y', 'd.z', 'd.w', 'd.x.y', 'c[0].x', 'd.x[0]'].map((path) => [
    path,
  ]),
  [{ alias: 'd' }, '.', { alias: 'x' }],
  [{ alias: 'c' }, '[1]'],
)

export const paths: fc.Arbitrary<Pieces> = fc.oneof(
  { weight: 5, arbitrary: anyPath },
  { weight: 3, arbitrary: innerPath },
)

export const call = (named: string, ...operands: readonly fc.Arbitrary<Pieces>[]): fc.Arbitrary<Pieces> =>
  fc.tuple(...operands).map((given) => [`${named}(`, ...join(given, ', '), ')'])

const operand: fc.Arbitrary<Pieces> = fc.oneof(
  { weight: 5, arbitrary: paths },
  { weight: 5, arbitrary: literals },
  { weight: 2, arbitrary: call('size', fc.oneof({ weight: 4, arbitrary: paths }, literals)) },
  { weight: 1, arbitrary: paths.map((path): Pieces => ['(', ...path, ')']) },
)

const typeName = literal(
  fc.constantFrom<unknown>({ S: 'S' }, { S: 'N' }, { S: 'L' }, { S: 'M' }, { S: 'Q' }, { N: '1' }),
)

const orderable = fc.oneof(
  { weight: 5, arbitrary: paths },
  { weight: 3, arbitrary: literal(numbersOrNot) },
  { weight: 3, arbitrary: literal(strings) },
  call('size', paths),
)

/** Conditions about what mostly is there: `b` a string, `e` a set, `c` a list, `d` a map. */
const aimed: fc.Arbitrary<Pieces> = fc
  .tuple(
    fc.constantFrom('contains(', 'begins_with(', 'size(', ''),
    fc.constantFrom('b', 'e', 'c', 'd', 'd.x', 'c[0]'),
    fc.constantFrom<unknown>({ S: 'x' }, { S: '' }, { N: '1' }, { N: '2' }, { SS: ['y', 'x'] }, { NS: ['1', '2.0'] }),
  )
  .map(([call, path, value]): Pieces => {
    if (call === '') return [path, ' = ', { literal: value }]
    return call === 'size(' ? ['size(', path, ') >= ', { literal: value }] : [call, path, ', ', { literal: value }, ')']
  })

const simple: fc.Arbitrary<Pieces> = fc.oneof(
  { weight: 5, arbitrary: aimed },
  {
    weight: 4,
    arbitrary: fc
      .tuple(operand, fc.constantFrom(' = ', ' <> ', '=', ' < '), operand)
      .map(([left, comparator, right]): Pieces => [...left, comparator, ...right]),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(orderable, fc.constantFrom(' < ', ' <= ', ' > ', ' >= ', '<'), orderable)
      .map(([left, comparator, right]): Pieces => [...left, comparator, ...right]),
  },
  fc.tuple(operand, operand, operand).map(([of, low, high]): Pieces => [...of, ' BETWEEN ', ...low, ' AND ', ...high]),
  fc
    .tuple(operand, fc.array(operand, { minLength: 1, maxLength: 3 }))
    .map(([of, list]): Pieces => [...of, ' IN (', ...join(list, ', '), ')']),
  { weight: 2, arbitrary: call('attribute_exists', paths) },
  { weight: 2, arbitrary: call('attribute_not_exists', paths) },
  call('attribute_type', paths, typeName),
  call('begins_with', fc.oneof({ weight: 4, arbitrary: paths }, operand), literal(strings)),
  { weight: 2, arbitrary: literals.map((value): Pieces => ['contains(a, ', ...value, ')']) },
  {
    weight: 1,
    arbitrary: fc.oneof(
      { weight: 3, arbitrary: call('contains', operand, operand) },
      fc.constantFrom<Pieces>(['size(a)'], ['a'], ['foo(a)'], ['attribute_exists(a, b)'], ['if_not_exists(a, b)']),
    ),
  },
)

/** Conditions of every form, most of them sound. */
export const conditions: fc.Arbitrary<Pieces> = fc.letrec<{ condition: Pieces }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 3, arbitrary: simple },
    fc
      .tuple(tie('condition'), fc.constantFrom(' AND ', ' OR ', ' and '), tie('condition'))
      .map(([left, by, right]): Pieces => [...left, by, ...right]),
    tie('condition').map((of): Pieces => ['NOT ', ...of]),
    tie('condition').map((of): Pieces => ['(', ...of, ')']),
  ),
})).condition

export const projections: fc.Arbitrary<Pieces> = fc
  .array(paths, { minLength: 1, maxLength: 3 })
  .map((all) => join(all, ', '))

const comparisonsOfKey = (key: Piece, sort: fc.Arbitrary<unknown>): fc.Arbitrary<Pieces> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom(' = ', ' < ', ' <= ', ' > ', ' >= ', ' = ', ' <> '), sort)
        .map(([by, value]): Pieces => [key, by, { literal: value }]),
    },
    { weight: 2, arbitrary: sort.map((value): Pieces => ['begins_with(', key, ', ', { literal: value }, ')']) },
    fc.tuple(sort, sort).map(([low, high]): Pieces => [key, ' BETWEEN ', { literal: low }, ' AND ', { literal: high }]),
    sort.map((value): Pieces => [{ literal: value }, ' < ', key]),
    fc.constantFrom<Pieces>(['attribute_exists(', key, ')'], ['contains(', key, ', a)'], ['NOT ', key, ' = a']),
  )

export type KeyNames = { readonly pk: string; readonly sk: string }
export type KeyValues = { readonly partition: fc.Arbitrary<unknown>; readonly sort: fc.Arbitrary<unknown> }

/** Key conditions, mostly of the forms a query takes. */
export const keyConditions = ({ pk, sk }: KeyNames, { partition, sort }: KeyValues): fc.Arbitrary<Pieces> => {
  const whole = partition.map((value): Pieces => [pk, ' = ', { literal: value }])
  const ranged = fc.tuple(whole, comparisonsOfKey(sk, sort))
  return fc.oneof(
    { weight: 4, arbitrary: whole },
    { weight: 6, arbitrary: ranged.map(([first, second]): Pieces => [...first, ' AND ', ...second]) },
    ranged.map(([first, second]): Pieces => [...second, ' AND ', ...first]),
    ranged.map(([first, second]): Pieces => ['(', ...first, ') AND (', ...second, ')']),
    ranged.map(([first, second]): Pieces => [...first, ' OR ', ...second]),
    comparisonsOfKey(pk, partition),
    conditions,
  )
}
