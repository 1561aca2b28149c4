import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import type { Reset, SecretStep } from '#core/reset'
import type { ResetKey } from '#core/reset-ports'
import { trying } from './reset-try.ts'

/** Tells the workflow that the secret holds. Where it began its wait between our reading and our writing, it gave a newer token: that one is told. */
const tellDone = async (
  key: ResetKey,
  token: string | undefined,
  { resets, resetCallback }: Pick<Ports, 'resets' | 'resetCallback'>,
): Promise<void> => {
  if ((await resetCallback.answered(token)) !== 'late') return
  const newer = (await resets.read(key))?.token
  if (newer !== token) await resetCallback.answered(newer)
}

/** Both channels were proved: no wrong codes are in a row any more, wherever they were typed. Where that cannot be written they stay, which is stricter. */
const endRows = async (
  { phoneIndex, emailIndex }: Pick<Person, 'phoneIndex' | 'emailIndex'>,
  { resets }: Pick<Ports, 'resets'>,
): Promise<void> => {
  const indexes = [phoneIndex, emailIndex].filter((index) => index !== undefined)
  await Promise.all(indexes.map((index) => resets.endRow(index).catch(() => undefined)))
}

/** The last step of a reset: `write` takes the new PIN or password, or refuses it, and answers whose it is. Nobody is signed in by it. */
export const chooseAnew = async (
  key: ResetKey,
  step: SecretStep,
  ports: Pick<Ports, 'resets' | 'resetCallback' | 'clock'>,
  write: (reset: Reset) => Promise<Person>,
): Promise<{ readonly next: 'sign_in' }> => {
  const { reset, person } = await trying(key, step, ports, async (reset) => ({ reset, person: await write(reset) }))
  await endRows(person, ports)
  await tellDone(key, reset.token, ports)
  return { next: 'sign_in' }
}
