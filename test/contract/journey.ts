import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { engine } from './engine.ts'

/** What this run left out, and why. An engine without a clock cannot show what happens after days. */
export const leftOut: string[] = []

const longestWaitSeconds = 40

/** A promise to a person, held on whatever engine is there. */
export const journey = (promise: string, run: () => Promise<void>): void => {
  test(promise, { timeout: 120_000 }, run)
}

/** The same for a promise about minutes or days: where no clock can be moved it is left out by name. */
export const journeyInTime = (promise: string, run: () => Promise<void>): void => {
  if (engine.clock === undefined) leftOut.push(promise)
  else journey(promise, run)
}

/** Time passes: by the engine's clock where it has one, else really, for as long as anybody would wait for a test. */
export const passes = async (seconds: number): Promise<void> => {
  if (engine.clock === undefined) {
    if (seconds > longestWaitSeconds) throw new Error(`nobody waits ${seconds} s: make it a journeyInTime`)
    return wait(seconds * 1000)
  }
  const moved = await fetch(engine.clock, { method: 'POST', body: JSON.stringify({ advanceSeconds: seconds }) })
  if (!moved.ok) throw new Error(`the clock did not move: ${moved.status} ${await moved.text()}`)
}
