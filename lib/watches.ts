import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch'
import { canaryWatches } from './canary-watches.ts'
import { eventWatches } from './event-watches.ts'
import { gatewayWatches } from './gateway-watches.ts'
import { guessingWatches } from './guessing-watches.ts'
import type { Latchkey } from './latchkey.ts'
import { messageWatches, workflowWatches } from './message-watches.ts'
import type { Signals } from './signals.ts'

/** Something that should not happen, and when a person has to know. `says` is the first sentence of what is written to them. */
export type Watch = {
  /** Names the alarm and its entry in `docs/operations.md`. */
  readonly id: string
  readonly says: string
  readonly metric: IMetric
  /** Rings above this. */
  readonly most: number
  /** In so many periods in a row. */
  readonly periods?: number
  /** What hearing nothing means. Left out: that nothing happens, and all is well. */
  readonly silence?: 'rings'
}

/** Everything that is watched in a stage, in the order of the dashboard. */
export const watchesOf = (auth: Latchkey, signals: Signals): readonly Watch[] => [
  ...gatewayWatches(auth),
  ...messageWatches(auth, signals),
  ...workflowWatches(auth),
  ...eventWatches(auth),
  ...guessingWatches(signals),
  ...canaryWatches(auth, signals),
]
