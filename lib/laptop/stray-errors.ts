import { AsyncLocalStorage } from 'node:async_hooks'

/** Whoever set something going, and takes the blame when it throws where nobody catches. */
export type Culprit = { readonly blame: (thrown: unknown) => void }

const culprits = new AsyncLocalStorage<Culprit>()

/** Does `work`, and all that it sets going, under the name of `culprit`. */
export const as = <T>(culprit: Culprit, work: () => T): T => culprits.run(culprit, work)

// What nobody's environment did is the laptop's own mistake: it ends the process, as it would without us.
const hear = (event: 'uncaughtException' | 'unhandledRejection') => (thrown: unknown) => {
  const culprit = culprits.getStore()
  if (culprit) culprit.blame(thrown)
  else if (process.listenerCount(event) === 1) throw thrown
}
const hearers = { uncaughtException: hear('uncaughtException'), unhandledRejection: hear('unhandledRejection') }

let watching = 0

/** From now on what throws where nobody catches ends the environment that it came from, and no other. Answers how to stop. */
export const watchStrays = (): (() => void) => {
  if (watching === 0) for (const [event, hearer] of Object.entries(hearers)) process.on(event, hearer)
  watching += 1
  let over = false
  return () => {
    if (over) return
    over = true
    watching -= 1
    if (watching === 0) for (const [event, hearer] of Object.entries(hearers)) process.off(event, hearer)
  }
}
