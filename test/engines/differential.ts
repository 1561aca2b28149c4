import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { startDynamoLocal } from '#support/dynamo-local'
import { agreedReason } from './differential-agreed.ts'
import { type Answer, agree, comparable } from './differential-answers.ts'
import { answerOf, dynamoLocalTables, type Engine, empty, laptopTables } from './differential-engines.ts'
import { firstItems, TABLE } from './differential-items.ts'
import { type Operation, operations } from './differential-operations.ts'

const MOST_OPERATIONS = 12
const MOST_FAILURES = 10

type Both = { readonly ours: Engine; readonly theirs: Engine; readonly excused: Map<string, number> }

const WHOLE_TABLE: Operation = { name: 'Scan', input: { TableName: TABLE }, paged: true }

/** Only a query of the table itself promises an order among equals. */
const isOrdered = ({ name, input }: Operation): boolean => name !== 'Scan' && input.IndexName === undefined

const told = (operation: Operation, ours: Answer, theirs: Answer): Error => {
  const lines = [ours, theirs].map((answer) => JSON.stringify(comparable(answer, isOrdered(operation))))
  const words = [ours, theirs].map((answer) => (answer.kind === 'refused' ? answer.message : 'done'))
  return new Error(
    `${operation.name} ${JSON.stringify(operation.input)}\n  laptop: ${words[0]} ${lines[0]}\n  Local:  ${words[1]} ${lines[1]}`,
  )
}

/** Makes one call on both; answers whether they are still in step, and throws where they should be and are not. */
const compare = async ({ ours, theirs, excused }: Both, operation: Operation): Promise<boolean> => {
  const [mine, yours] = await Promise.all([answerOf(ours, operation), answerOf(theirs, operation)])
  if (agree(mine, yours, isOrdered(operation))) return true
  const reason = agreedReason(operation, mine, yours)
  if (reason === undefined) throw told(operation, mine, yours)
  excused.set(reason, (excused.get(reason) ?? 0) + 1)
  return mine.kind === yours.kind
}

type Run = { readonly items: readonly unknown[]; readonly sequence: readonly Operation[] }

const runBoth = async (both: Both, { items, sequence }: Run): Promise<void> => {
  await Promise.all([empty(both.ours), empty(both.theirs)])
  const puts = items.map((Item): Operation => ({ name: 'PutItem', input: { TableName: TABLE, Item } }))
  for (const put of puts) if (!(await compare(both, put))) return
  for (const operation of sequence) if (!(await compare(both, operation))) return
  await compare(both, WHOLE_TABLE)
}

type Tally = { readonly passed: number; readonly failed: number }

/** Looks for disagreements, shrinks and prints each, and goes on with another seed. */
const search = async (both: Both, runs: number, firstSeed: number): Promise<Tally> => {
  const sequence = fc.array(operations, { minLength: 1, maxLength: MOST_OPERATIONS })
  const property = fc.asyncProperty(fc.record({ items: firstItems, sequence }), (run) => runBoth(both, run))
  let passed = 0
  let failed = 0
  for (let seed = firstSeed; passed + failed < runs && failed < MOST_FAILURES; seed += 1) {
    const found = await fc.check(property, { seed, numRuns: runs - passed - failed })
    passed += found.failed ? found.numRuns - 1 : found.numRuns
    if (!found.failed) continue
    failed += 1
    console.log(`\nseed ${seed} path ${found.counterexamplePath}\n${String(found.errorInstance)}`)
    console.log(`after ${JSON.stringify(found.counterexample)}`)
  }
  return { passed, failed }
}

const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } })
  const runs = Number(values.runs ?? 200)
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  console.log(`${runs} runs of at most ${MOST_OPERATIONS} operations, seed ${seed}`)
  const local = await startDynamoLocal()
  try {
    const both = { ours: laptopTables(), theirs: await dynamoLocalTables(local.endpoint), excused: new Map() }
    const { passed, failed } = await search(both, runs, seed)
    for (const [reason, times] of both.excused) console.log(`agreed ${times} times: ${reason}`)
    console.log(`${passed} passed, ${failed} failed`)
    process.exitCode = failed > 0 ? 1 : 0
  } finally {
    await local.stop()
  }
}

await main()
