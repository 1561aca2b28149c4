import type { knock } from '#support/door'
import type { World } from '#support/world'
import { withQuickSecrets } from './quick-secrets.ts'
import { turns } from './turns.ts'

export type Answer = Awaited<ReturnType<typeof knock>>
export type Act = () => Promise<Answer | undefined>

/** The next order after this one, as a clock counts: undefined after the last. */
const nextOrder = (order: readonly number[], choices: readonly number[]): readonly number[] | undefined => {
  const full = choices.map((_, i) => order[i] ?? 0)
  for (let i = full.length - 1; i >= 0; i--) {
    if ((full[i] ?? 0) + 1 < (choices[i] ?? 0)) return [...full.slice(0, i), (full[i] ?? 0) + 1]
  }
  return undefined
}

/**
 * Plays every order of the calls' requests without a crash, and one in `crashesIn` of them with a crash at each of its requests. Answers how many
 * plays there were.
 */
export const everyOrder = async (
  w: World,
  acts: (real: World) => readonly Act[],
  check: (answers: readonly (Answer | 'crashed' | undefined)[]) => Promise<void>,
  crashesIn = 1,
): Promise<number> => {
  const { play } = turns(w)
  const real = withQuickSecrets(w)
  const fresh = w.engine.snapshot()
  let played = 0
  const once = async (order: readonly number[], crashAt?: number) => {
    w.engine.restore(fresh)
    const mishaps = crashAt === undefined ? [] : [{ at: crashAt, fault: 'crash' as const }]
    const { answers, choices } = await play(acts(real), order, mishaps)
    await check(answers)
    played++
    return choices
  }
  let order: readonly number[] | undefined = []
  for (let n = 0; order !== undefined; n++) {
    const choices: readonly number[] = await once(order)
    if (n % crashesIn === 0) for (let at = 0; at < choices.length; at++) await once(order, at)
    order = nextOrder(order, choices)
  }
  return played
}
