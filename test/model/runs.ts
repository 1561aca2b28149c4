import fc from 'fast-check'
import { histories } from './histories.ts'
import { play } from './play.ts'
import { setUp } from './stage.ts'

type Asked = {
  readonly runs: number
  readonly depth: number
  readonly seed: number
  /** Of a history that failed: it is played first. */
  readonly path?: string | undefined
  /** However many are left by then, no other is begun. */
  readonly seconds?: number | undefined
  /** How long a shorter history is looked for that fails too. */
  readonly shrinkSeconds: number
  /** Where a failure is told at once, before a shorter one is looked for. */
  readonly tell: (line: string) => void
}

const reasonOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))

const within = (seconds: number | undefined) =>
  seconds === undefined ? {} : { interruptAfterTimeLimit: seconds * 1_000, markInterruptAsFailure: false }

/** Plays random histories, and answers how many held. The first that fails is told with the seed and the path that play it again; then it is thrown as short as it could be made in time. */
export const playRandomly = async ({
  runs,
  depth,
  seed,
  path,
  seconds,
  shrinkSeconds,
  tell,
}: Asked): Promise<number> => {
  const prepared = await setUp()
  const property = fc.asyncProperty(histories(depth), (batches) => play(prepared, batches))
  const from = path === undefined ? { seed } : { seed, path }
  const first = await fc.check(property, { ...from, ...within(seconds), numRuns: runs, endOnFailure: true })
  if (!first.failed) return first.numRuns
  const again = { seed, ...(first.counterexamplePath === null ? {} : { path: first.counterexamplePath }) }
  tell(`a history failed: --seed ${seed} --path ${again.path}\n${reasonOf(first.errorInstance)}`)
  const shorter = await fc.check(property, { ...again, ...within(shrinkSeconds), numRuns: 1 })
  throw new Error(fc.defaultReportMessage(shorter.failed ? shorter : first))
}
