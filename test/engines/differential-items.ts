import fc from 'fast-check'
import { numbersOrNot, soundValues, strings, values } from './differential-values.ts'

export const TABLE = 'differential'
const PARTITIONS = ['p', 'q'] as const
const SORTS = ['s', 's1', 't', '\u{1f600}', '\uffff'] as const
export const KEYS = PARTITIONS.flatMap((pk) => SORTS.map((sk) => ({ pk: { S: pk }, sk: { S: sk } })))

export const soundKeys = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...KEYS.slice(0, 3)) },
  fc.constantFrom(...KEYS),
)
export const keys: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  { weight: 120, arbitrary: soundKeys },
  fc.constantFrom<Record<string, unknown>>(
    { pk: { S: 'p' } },
    { pk: { S: '' }, sk: { S: 's' } },
    { pk: { N: '1' }, sk: { S: 's' } },
    { pk: { S: 'p' }, sk: { S: 's' }, a: { S: 'x' } },
    {},
  ),
)
export const groups = fc.constantFrom('g', 'h').map((S): unknown => ({ S }))
export const ranks = fc.constantFrom('1', '2', '10', '-1', '1.5').map((N): unknown => ({ N }))

/** Absent twice for each `weight` it is there. */
export const optional = <T>(arbitrary: fc.Arbitrary<T>, weight = 1) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight, arbitrary })

export const present = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))

const attributes = fc
  .record({
    a: optional(soundValues, 3),
    b: optional(soundValues, 3),
    c: optional(
      fc.array(soundValues, { maxLength: 4 }).map((L): unknown => ({ L })),
      3,
    ),
    d: optional(
      fc.dictionary(fc.constantFrom('x', 'y'), soundValues).map((M): unknown => ({ M: { ...M } })),
      3,
    ),
    e: optional(values),
    g: optional(soundValues, 2),
    h: optional(numbersOrNot, 2),
    i: optional(soundValues),
    gpk: optional(fc.oneof({ weight: 20, arbitrary: groups }, values), 2),
    gsk: optional(fc.oneof({ weight: 20, arbitrary: ranks }, values), 2),
    long: optional(fc.constantFrom(1000, 1020, 3000, 5000).map((length): unknown => ({ S: 'l'.repeat(length) }))),
  })
  .map(present)

const rich = fc
  .record({
    a: numbersOrNot,
    b: strings,
    c: fc.array(soundValues, { minLength: 1, maxLength: 4 }).map((L): unknown => ({ L })),
    d: fc
      .record({ x: soundValues, y: numbersOrNot, z: optional(soundValues) })
      .map((M): unknown => ({ M: present(M) })),
    e: optional(fc.constantFrom<unknown>({ SS: ['x', 'y'] }, { NS: ['1', '2'] }), 3),
  })
  .map(present)

/** Items that stand in the table before the first operation: with a list, a map and mostly a number and a string. */
export const firstItems: fc.Arbitrary<readonly Record<string, unknown>[]> = fc
  .array(fc.tuple(rich, attributes), { maxLength: 4 })
  .map((all) => all.map(([one, more], at) => ({ ...more, ...one, ...KEYS[at] })))

/** Whole items, most of them sound. */
export const items = fc.tuple(keys, attributes).map(([key, rest]) => ({ ...rest, ...key }))
