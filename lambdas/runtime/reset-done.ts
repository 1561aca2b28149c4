import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import type { ResetKey } from '#core/reset-ports'

/** Tells the workflow that the secret holds. Where it began its wait between our reading and our writing, it gave a newer token: that one is told. */
export const tellDone = async (
  key: ResetKey,
  token: string | undefined,
  { resets, resetCallback }: Pick<Ports, 'resets' | 'resetCallback'>,
): Promise<void> => {
  if ((await resetCallback.answered(token)) !== 'late') return
  const newer = (await resets.read(key))?.token
  if (newer !== token) await resetCallback.answered(newer)
}

/** Both channels were proved: no wrong codes are in a row any more, wherever they were typed. Where that cannot be written they stay, which is stricter. */
export const endRows = async (
  { phoneIndex, emailIndex }: Pick<Person, 'phoneIndex' | 'emailIndex'>,
  { resets }: Pick<Ports, 'resets'>,
): Promise<void> => {
  const indexes = [phoneIndex, emailIndex].filter((index) => index !== undefined)
  await Promise.all(indexes.map((index) => resets.endRow(index).catch(() => undefined)))
}
