import { countedAt } from './belongings.ts'
import type { Attempt } from './memory.ts'
import type { Play } from './stage.ts'

type Pool = 'known' | 'unknown'

/** fills the bucket of whoever typed it, where that is certain. It remembers twice what it holds. */
export const countWrongCode = (play: Play, { personId, pool, asksBoth, ...attempt }: Attempt): void => {
  const { w, memory } = play
  if (personId === undefined || pool === undefined || asksBoth) return
  if (attempt.countedAt === undefined || attempt.countedAt !== countedAt(play, personId)) return
  const { most, refillMs } = w.limits.codeBucket
  const [key, now] = [`${personId} ${pool}`, w.now()]
  memory.from(() => {
    const fullAt = Math.max(memory.wrongCodes.get(key) ?? 0, now) + refillMs
    if (fullAt <= now + 2 * most * refillMs) memory.wrongCodes.set(key, fullAt)
  })
}

/** Whether so many wrong codes were told that whoever begins now has to prove number and mailbox. */
export const isEmpty = ({ w, memory }: Play, personId: string, pool: Pool): boolean => {
  const { most, refillMs } = w.limits.codeBucket
  return (memory.wrongCodes.get(`${personId} ${pool}`) ?? 0) > w.now() + (most - 1) * refillMs
}

/** They may be forgiven, or another number counts from now on: none of those that were told is held against anybody. */
export const forgetWrongCodes = ({ memory }: Play, personId: string): void => {
  const forget = () => {
    for (const pool of ['known', 'unknown']) memory.wrongCodes.delete(`${personId} ${pool}`)
  }
  forget()
  memory.lastly(forget)
}
