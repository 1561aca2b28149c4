import { eventsOf } from '#core/events'
import type { Ports } from '#core/ports'
import { beatsOf } from '#core/pulse'
import { log } from '#runtime/log'
import { allOf, type MindPorts, mindPulses } from './mind-pulses.ts'
import { readChanges } from './read-changes.ts'

/**
 * Says on the bus what was stored, in the order it was stored, and counts what became of strangers' codes. Neither waits for the other. What throws comes
 * again, so an event may be told twice and is never left out, and nothing is counted twice.
 */
export const run = async (batch: unknown, ports: Pick<Ports, 'events'> & MindPorts): Promise<void> => {
  const changes = readChanges(batch)
  const told = changes.flatMap(eventsOf)
  await allOf([ports.events.publish(told), mindPulses(changes.flatMap(beatsOf), ports)])
  for (const { type } of told)
    if (type === 'messages.paused') log('limited', { step: 'publish-events', code: 'sms_breaker' })
}
