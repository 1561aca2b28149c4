import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import type { AuthEvent } from '#core/auth-event'
import type { Events } from '#core/ports'
import { readVariable } from '#runtime/environment'
import { CLIENT_DEFAULTS } from './client-defaults.ts'

/** Who says it: what every rule that wants our events names. */
const SOURCE = 'latchkey'
const MOST_A_CALL = 10

const entryOf = (bus: string) => (event: AuthEvent) => ({
  EventBusName: bus,
  Source: SOURCE,
  DetailType: event.type,
  Time: new Date(event.at),
  Detail: JSON.stringify(event),
})

export const events = (bridge: EventBridgeClient, bus: string): Events => ({
  // One call after the other, so that they come in their order as far as the bus keeps one.
  async publish(all) {
    const entries = all.map(entryOf(bus))
    for (let from = 0; from < entries.length; from += MOST_A_CALL) {
      const command = new PutEventsCommand({ Entries: entries.slice(from, from + MOST_A_CALL) })
      const { FailedEntryCount = 0 } = await bridge.send(command)
      if (FailedEntryCount > 0) throw new Error(`the bus refused ${FailedEntryCount} events`)
    }
  },
})

export const make = (): Events => events(new EventBridgeClient({ ...CLIENT_DEFAULTS }), readVariable('bus'))
