import { randomUUID } from 'node:crypto'
import { TABLES } from '#adapters/keys'
import type { AuthEvent } from '#core/auth-event'
import type { Ports } from '#core/ports'
import { run } from '../../lambdas/publish-events/handler.ts'
import type { EngineTables } from './engine-tables.ts'

type StreamWorld = Pick<EngineTables, 'engine'> & {
  readonly ports: Pick<Ports, 'breaker' | 'clock' | 'limits' | 'members' | 'messages' | 'stage'>
  readonly now: () => number
}

/** The tables' streams of a world, in your hand: what was written waits until you hand it to the function that reads, in batches of your own cut. */
export const streamsOf = ({ engine, ports, now }: StreamWorld) => {
  const waiting: unknown[] = []
  const told: AuthEvent[] = []
  for (const [name, { stream }] of Object.entries<{ readonly stream?: boolean }>(TABLES)) {
    if (stream !== true) continue
    engine.listen(name, ({ before, after }) =>
      waiting.push({
        eventID: randomUUID().replaceAll('-', ''),
        dynamodb: {
          ApproximateCreationDateTime: Math.floor(now() / 1_000),
          ...(before && { OldImage: before }),
          ...(after && { NewImage: after }),
        },
      }),
    )
  }
  const hand = (
    records: readonly unknown[],
    events: Ports['events'] = { publish: async (all) => void told.push(...all) },
  ) => run({ Records: records }, { ...ports, events })
  return {
    told,
    /** What waits, taken out: to be handed over by yourself. */
    take: (): readonly unknown[] => waiting.splice(0),
    hand,
    /** Hands over everything that waits, and what is written meanwhile. */
    flow: async (): Promise<void> => {
      while (waiting.length > 0) await hand(waiting.splice(0, 100))
    },
  }
}
