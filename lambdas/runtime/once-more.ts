import { Refused } from '#core/refusal'

/** Another change of the same person was written since this one looked. */
export class Overtaken extends Error {}

/** Does it, and once more where another change came first: so the answer is about what is there now, and not that it was our fault. */
export const onceMore = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error
      if (tries > 1) throw new Refused('unavailable')
    }
  }
}
