import fc from 'fast-check'
import { histories } from './histories.ts'
import { play } from './play.ts'
import { setUp } from './stage.ts'

/** Plays `runs` random histories; a failure prints its seed and its shortest history, and `seed` plays it again. */
export const playRandomly = async (options: {
  readonly runs: number
  readonly depth: number
  readonly seed?: number
  readonly path?: string
}) => {
  const prepared = await setUp()
  const { runs: numRuns, depth, seed, path } = options
  await fc.assert(
    fc.asyncProperty(histories(depth), (batches) => play(prepared, batches)),
    { numRuns, ...(seed === undefined ? {} : { seed }), ...(path === undefined ? {} : { path }) },
  )
}
