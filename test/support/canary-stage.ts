import { MINUTE } from '#core/time'
import { type StageSettings, stages } from '#lib/stages'

const [{ number }] = stages.dev.testNumbers

/** A stage for tests in which the canary signs in, as an engineer would write it. */
export const canaryStage: StageSettings = {
  ...stages.dev,
  canary: { number },
  limits: { startsPerNumber: [{ most: 20, withinMs: 15 * MINUTE }] },
}
