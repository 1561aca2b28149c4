import { DAY } from '#core/time'
import { signIn, start, withAnna } from '#support/anna'
import { type World, world } from '#support/world'
import { type Count, counted } from './counted.ts'

// The message is held back at the door and sent alone.
const sendsHeld = async (w: World): Promise<void> => {
  const job = w.jobs.at(-1)
  if (job === undefined) throw new Error('no message was asked for')
  w.provider.hold = false
  await w.send(job)
}

/** What sending one code by text message takes, apart from the sign-in that asked for it. */
export const countMessage = async (): Promise<Count> => {
  const w = world()
  await withAnna(w)
  await signIn(w)
  w.passes(DAY)
  w.provider.hold = true
  await start(w)
  return { ...(await counted(w, sendsHeld)), tasks: 1 }
}
