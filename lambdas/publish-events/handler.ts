import { eventsOf } from '#core/events'
import type { Ports } from '#core/ports'
import { readChanges } from './read-changes.ts'

/** Says on the bus what was stored, in the order it was stored. What throws comes again, so an event may be told twice and is never left out. */
export const run = async (batch: unknown, { events }: Pick<Ports, 'events'>): Promise<void> => {
  await events.publish(readChanges(batch).flatMap(eventsOf))
}
