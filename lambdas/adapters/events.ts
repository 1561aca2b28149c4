import type { AuthEvent, Events } from '#core/auth-event'
import { readVariable } from '#runtime/environment'
import { type Ask, awsJson } from './aws-json.ts'

/** Who says it: what every rule that wants our events names. */
const SOURCE = 'latchkey'
const MOST_A_CALL = 10

type Entry = {
  readonly EventBusName: string
  readonly Source: string
  readonly DetailType: string
  /** Seconds since 1970. */
  readonly Time: number
  readonly Detail: string
}

export type EventCalls = {
  PutEvents: { in: { readonly Entries: readonly Entry[] }; out: { readonly FailedEntryCount?: number } }
}

const entryOf =
  (bus: string) =>
  (event: AuthEvent): Entry => ({
    EventBusName: bus,
    Source: SOURCE,
    DetailType: event.type,
    Time: Date.parse(event.at) / 1_000,
    Detail: JSON.stringify(event),
  })

export const events = (bridge: Ask<EventCalls>, bus: string): Events => ({
  // One call after the other, so that they come in their order as far as the bus keeps one.
  async publish(all) {
    const entries = all.map(entryOf(bus))
    for (let from = 0; from < entries.length; from += MOST_A_CALL) {
      const { FailedEntryCount = 0 } = await bridge('PutEvents', { Entries: entries.slice(from, from + MOST_A_CALL) })
      if (FailedEntryCount > 0) throw new Error(`the bus refused ${FailedEntryCount} events`)
    }
  },
})

export const make = (): Events => events(awsJson('events'), readVariable('bus'))
