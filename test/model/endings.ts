import type { Play } from './stage.ts'

type Ending = { over: boolean; doubtful: boolean }

/** Everything of one person that there is now, but for one session. */
const allOf = ({ memory }: Play, personId: string, butFor?: string) => {
  const families = memory.families.filter((it) => it.personId === personId && it.sessionId !== butFor)
  const devices = memory.devices.filter((it) => it.personId === personId)
  const begun = [...memory.attempts.values(), ...memory.resets]
  const attempts = begun.filter((it) => it.personId === personId)
  const endings: readonly Ending[] = [...families, ...devices]
  return { endings, attempts }
}

/**
 * what ends all that somebody began before. From now on it may have; once the returned is called, and the batch is over, it
 * has.
 */
export const mayEndAll = (play: Play, personId: string, butFor?: string): (() => void) => {
  const { endings, attempts } = allOf(play, personId, butFor)
  for (const it of endings) it.doubtful = true
  return () =>
    play.memory.from(() => {
      for (const it of endings) it.over = true
      for (const it of attempts) it.dead = true
    })
}
