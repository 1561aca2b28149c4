import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const askAgainMs = 100
const unclaimedMs = 2000

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const claimsOn = (folder: string): readonly number[] => {
  const names = readdirSync(folder).filter((name) => /^claimed-by-\d+$/.test(name))
  return names.map((name) => Number(name.slice('claimed-by-'.length)))
}

/** Says that this process lives on what is in the folder, for as long as it lives. */
export const claim = (folder: string): void => writeFileSync(join(folder, `claimed-by-${process.pid}`), '')

/** Whether a living process has claimed the folder. */
export const isClaimed = (folder: string): boolean => claimsOn(folder).some(lives)

/** The living process beside this one that has claimed the folder, if there is one. */
export const otherClaimOn = (folder: string): number | undefined =>
  claimsOn(folder).find((pid) => pid !== process.pid && lives(pid))

// Between making the folder and claiming it there is a moment without a name: an empty one counts as taken for a while.
const takenByLiving = (name: string): boolean => {
  try {
    const claims = claimsOn(name)
    return claims.length === 0 ? Date.now() - statSync(name).mtimeMs < unclaimedMs : claims.some(lives)
  } catch {
    return true
  }
}

/** Does `work` while no other process of this machine does it under the same name; a dead one's turn is over. */
export const oneAtATime = async (name: string, work: () => Promise<void>): Promise<void> => {
  mkdirSync(dirname(name), { recursive: true })
  for (;;) {
    try {
      mkdirSync(name)
      break
    } catch {
      if (!takenByLiving(name)) rmSync(name, { recursive: true, force: true })
      await wait(askAgainMs)
    }
  }
  try {
    claim(name)
    await work()
  } finally {
    rmSync(name, { recursive: true, force: true })
  }
}
