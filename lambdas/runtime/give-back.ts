import type { Charge, Factor, Spent } from '#core/charge'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'

const MARK_LETTERS = 8

/** Does the work that a right secret was charged for. When it fails by our fault the charge goes back, and the error goes on. */
export const orGiveBack = async <T>(giveBack: () => Promise<unknown>, work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    await giveBack()
    throw error
  }
}

/** What this call charged a person for a secret that was right. It goes back once, by whichever comes first: a sign-in that clears it, or this. */
export const spent = (
  { personId }: Person,
  factor: Factor,
  { pool, device }: Pick<Charge, 'pool' | 'device'>,
  { people, chance }: Pick<Ports, 'people' | 'chance'>,
): Spent & { readonly giveBack: () => Promise<void> } => {
  const mark = chance.id().slice(0, MARK_LETTERS)
  return { pool, mark, giveBack: () => people.refundTry(personId, factor, { pool, mark, device }) }
}
