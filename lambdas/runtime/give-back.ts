/** Does the work that a right secret was charged for. When it fails by our fault the charge goes back, and the error goes on. */
export const orGiveBack = async <T>(giveBack: () => Promise<unknown>, work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    await giveBack()
    throw error
  }
}
