import type { Login } from '#core/login'
import type { Ports } from '#core/ports'

/** Every code that this login asks for was right: the wrong ones before are no longer in a row. Where it cannot be written they stay, which is stricter. */
export const endRow = async (
  { numberIndex, wrongBefore, tries }: Login,
  { logins }: Pick<Ports, 'logins'>,
): Promise<void> => {
  if (numberIndex === undefined || (wrongBefore !== true && tries <= 1)) return
  await logins.endRow(numberIndex).catch(() => undefined)
}
