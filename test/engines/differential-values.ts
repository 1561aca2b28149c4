import fc from 'fast-check'

/** Few enough that two draws often meet, and odd enough to find what an engine gets wrong. */
export const texts = fc.constantFrom('', 'x', 'xy', 'y', 'S', 'é', '\u{1f600}', '\uffff', 'hello')
const numbers = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('0', '1', '2', '-1', '3', '10') },
  fc.constantFrom('1.0', '-0', '0.5', '.5', '1e2', '0.10', '+7', '007', '1.', '1e-3'),
  fc.constantFrom('1e37', '99999999999999999999999999999999999999', '-9.9999999999999999999999999999999999999e125'),
  fc.constantFrom('1e-130', '12345678901234567890123456789012345678', '123456789012345678901234567890.12345678'),
)
const wrongNumbers = fc.constantFrom('1e126', '1e-131', '123456789012345678901234567890123456789', 'one', '', ' 1')
const binaries = fc.constantFrom('', 'aA==', 'aGk=', '/w==', 'aGkh')

const setOf = (kind: string, members: fc.Arbitrary<string>) =>
  fc.uniqueArray(members, { minLength: 1, maxLength: 3 }).map((list) => ({ [kind]: list }))
const plainNumbers = fc.constantFrom('0', '1', '2', '-1', '2.5', '1e2')

const scalars = fc.oneof(
  { weight: 4, arbitrary: numbers.map((N) => ({ N })) },
  { weight: 3, arbitrary: texts.map((S) => ({ S })) },
  binaries.map((B) => ({ B })),
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constant({ NULL: true }),
  setOf('SS', texts),
  setOf('NS', plainNumbers),
  setOf('BS', binaries),
)

const wrongValues = fc.oneof(
  wrongNumbers.map((N) => ({ N })),
  fc.constantFrom<unknown>(
    {},
    { S: 'x', N: '1' },
    { SS: [] },
    { SS: ['x', 'x'] },
    { NS: ['1', '1.0'] },
    { NULL: false },
  ),
  fc.constantFrom<unknown>({ M: { '': { S: 'x' } } }, { L: [{}] }, { M: { x: { N: 'one' } } }),
)

export const soundValues: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 5, arbitrary: scalars },
    fc.array(tie('value'), { maxLength: 3 }).map((L) => ({ L })),
    fc.dictionary(fc.constantFrom('x', 'y', 'z'), tie('value'), { maxKeys: 3 }).map((M) => ({ M: { ...M } })),
  ),
})).value

export const values = fc.oneof({ weight: 100, arbitrary: soundValues }, { weight: 1, arbitrary: wrongValues })

export const numbersOrNot = fc.oneof({ weight: 4, arbitrary: numbers.map((N): unknown => ({ N })) }, values)

export const strings = fc.oneof({ weight: 6, arbitrary: texts.map((S): unknown => ({ S })) }, values)
