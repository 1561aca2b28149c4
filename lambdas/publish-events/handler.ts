import { eventsOf } from '#core/events'
import { begunPauses } from '#core/news'
import type { Ports } from '#core/ports'
import { beatsOf } from '#core/pulse'
import { log } from '#runtime/log'
import { allOf } from './all-of.ts'
import { type MindPorts, mindPulses } from './mind-pulses.ts'
import { readChanges } from './read-changes.ts'
import { type TellPorts, tellPauses } from './tell-pauses.ts'

/**
 * Says on the bus what was stored, in the order it was stored, counts what became of strangers' codes, and tells the admins whose strangers are paused.
 * None of it waits for the other. What throws comes again, so an event may be told twice and is never left out, and nothing is counted or mailed twice.
 */
export const run = async (batch: unknown, ports: Pick<Ports, 'events'> & MindPorts & TellPorts): Promise<void> => {
  const changes = readChanges(batch)
  const told = changes.flatMap(eventsOf)
  await allOf([
    ports.events.publish(told),
    mindPulses(changes.flatMap(beatsOf), ports),
    tellPauses(begunPauses(changes), ports),
  ])
  for (const { type } of told)
    if (type === 'messages.paused') log('limited', { step: 'publish-events', code: 'sms_breaker' })
}
