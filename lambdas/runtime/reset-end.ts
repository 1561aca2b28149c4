import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import { type Reset, type ResetPurpose, triesOf, type WaitStep } from '#core/reset'
import type { ResetKey } from '#core/reset-ports'
import type { Caller } from './caller.ts'
import { readLoginId } from './login-id.ts'

type ClosePorts = Pick<Ports, 'resets' | 'resetCallback'>

/** Ends a reset that still waits, and wakes the workflow to see it. */
export const endReset = async (
  key: ResetKey,
  end: 'too_many_tries' | 'cancelled' | 'not_sent',
  word: string,
  { resets, resetCallback }: ClosePorts,
): Promise<void> => {
  const ended = await resets.end(key, end, word)
  await resetCallback.over(ended?.token)
}

/** Ends a reset whose tries are used up, and wakes the workflow to see it. */
export const endIfSpent = async (
  key: ResetKey,
  reset: Reset,
  step: WaitStep,
  ports: ClosePorts & Pick<Ports, 'limits'>,
) => {
  if (reset.tries < triesOf(step, ports.limits)) return
  await endReset(key, 'too_many_tries', 'limit_reached', ports)
}

/** Leaving twice, or leaving what never was, is leaving. Before its first code a reset runs on without this client, so that beginning again sends nothing new. */
export const leaveReset = async (
  resetId: string,
  caller: Caller,
  purpose: ResetPurpose,
  ports: ClosePorts,
): Promise<undefined> => {
  const key = readLoginId(resetId, caller.binding)
  if (key === undefined || (await ports.resets.leave({ ...key, purpose }))) return undefined
  await endReset({ ...key, purpose }, 'cancelled', 'cancelled', ports)
  return undefined
}

/** The person as they were when the reset began; a reset that was overtaken by a change, a lock or another reset ends here. */
export const stillTheirs = async (
  key: ResetKey,
  reset: Reset,
  ports: ClosePorts & Pick<Ports, 'people'>,
): Promise<Person> => {
  const person = reset.personId === undefined ? undefined : await ports.people.read(reset.personId)
  if (person !== undefined && person.epoch === reset.epoch && !person.disabled) return person
  await endReset(key, 'cancelled', 'ended_by_change', ports)
  throw new Refused('reset_closed')
}
