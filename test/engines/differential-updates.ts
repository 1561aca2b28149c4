import fc from 'fast-check'
import { call, join, literal, literals, type Pieces, paths } from './differential-expressions.ts'
import { numbersOrNot, values } from './differential-values.ts'

const lists = fc.constantFrom<unknown>({ L: [{ N: '1' }] }, { L: [] }, { L: [{ S: 'x' }, { NULL: true }] })
const listOperand = fc.oneof({ weight: 4, arbitrary: paths }, { weight: 6, arbitrary: literal(lists) }, literals)

const setOperand: fc.Arbitrary<Pieces> = fc.letrec<{ operand: Pieces }>((tie) => ({
  operand: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 4, arbitrary: paths },
    { weight: 12, arbitrary: literals },
    { weight: 4, arbitrary: call('if_not_exists', paths, tie('operand')) },
    { weight: 4, arbitrary: call('list_append', listOperand, listOperand) },
    { weight: 2, arbitrary: call('list_append', call('if_not_exists', paths, literal(lists)), literal(lists)) },
    { weight: 1, arbitrary: call('list_append', tie('operand'), tie('operand')) },
  ),
})).operand

const startAtNumber = call('if_not_exists', paths, literal(numbersOrNot))
const sums = fc
  .tuple(
    fc.oneof(paths, literal(numbersOrNot), startAtNumber, startAtNumber),
    fc.constantFrom(' + ', ' - ', '-'),
    literal(numbersOrNot),
  )
  .map(([left, by, right]): Pieces => [...left, by, ...right])

const section = (word: string, one: fc.Arbitrary<Pieces>): fc.Arbitrary<Pieces> =>
  fc.array(one, { minLength: 1, maxLength: 3 }).map((all) => [`${word} `, ...join(all, ', ')])

const someSets = fc.constantFrom<unknown>({ SS: ['x', 'q'] }, { SS: ['x'] }, { NS: ['1', '2'] }, { BS: ['aA=='] })
const withAddable = fc
  .tuple(paths, literal(fc.oneof({ weight: 2, arbitrary: numbersOrNot }, someSets)))
  .map(([path, value]): Pieces => [...path, ' ', ...value])
const withDeletable = fc
  .tuple(paths, literal(fc.oneof({ weight: 6, arbitrary: someSets }, values)))
  .map(([path, value]): Pieces => [...path, ' ', ...value])

const sets = section(
  'SET',
  fc.tuple(paths, fc.oneof(setOperand, sums)).map(([path, to]): Pieces => [...path, ' = ', ...to]),
)
const removes = section('REMOVE', paths)
const adds = section('ADD', withAddable)
const deletes = section('DELETE', withDeletable)

/** Updates of one to three sections. */
export const updates: fc.Arbitrary<Pieces> = fc
  .oneof(
    { weight: 6, arbitrary: fc.tuple(sets) },
    { weight: 2, arbitrary: fc.tuple(removes) },
    { weight: 2, arbitrary: fc.tuple(adds) },
    fc.tuple(deletes),
    { weight: 2, arbitrary: fc.tuple(sets, removes) },
    fc.tuple(deletes, adds),
    fc.tuple(removes, sets, adds),
    fc.tuple(fc.oneof(sets, removes), fc.oneof(sets, removes)),
  )
  .map((all) => join(all, ' '))
