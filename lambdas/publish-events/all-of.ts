/** Waits for all of them, and then throws what the first to fail threw. */
export const allOf = async (works: readonly Promise<void>[]): Promise<void> => {
  for (const outcome of await Promise.allSettled(works)) if (outcome.status === 'rejected') throw outcome.reason
}
