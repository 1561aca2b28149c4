import { randomUUID } from 'node:crypto'
import { AwsFault, unserved } from '#laptop/aws/fault'
import type { Service } from '#laptop/aws/service'
import type { EventRules } from '#laptop/event-rules'
import { isRecord, type Json, listOf, optionalText } from '#laptop/reading'

/** An event somebody put on a bus; `at` is ISO 8601 in laptop time. */
export type KeptEvent = {
  readonly id: string
  readonly at: string
  readonly bus: string
  readonly source: string
  readonly type: string
  readonly detail: unknown
}

const mostEvents = 1000

/** Keeps the newest events that were put, for whoever wants to see them. */
export class EventLog {
  readonly #events: KeptEvent[] = []
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  put(entry: Json): KeptEvent {
    const detail: unknown = JSON.parse(optionalText(entry.Detail) ?? '{}')
    const [bus, source, type] = [entry.EventBusName ?? 'default', entry.Source, entry.DetailType].map(String)
    const at = new Date(this.#now()).toISOString()
    const event = { id: randomUUID(), at, bus: bus ?? '', source: source ?? '', type: type ?? '', detail }
    this.#events.push(event)
    if (this.#events.length > mostEvents) this.#events.shift()
    return event
  }

  list(): readonly KeptEvent[] {
    return [...this.#events]
  }

  clear(): void {
    this.#events.length = 0
  }
}

type EventPlace = { readonly region: string; readonly account: string }

const busArn = (name: string, place: EventPlace): string =>
  name.startsWith('arn:') ? name : `arn:aws:events:${place.region}:${place.account}:event-bus/${name}`

// What a rule sees of an entry.
const envelope = (event: KeptEvent, place: EventPlace): unknown => ({
  version: '0',
  ...{ id: event.id, source: event.source, 'detail-type': event.type, time: event.at },
  ...{ account: place.account, region: place.region, resources: [], detail: event.detail },
})

/** EventBridge: events are kept to be seen, and go where the rules say. */
export const events = (log: EventLog, rules: EventRules, place: EventPlace): Service => {
  const put = (entry: Json): string => {
    const event = log.put(entry)
    rules.route(event.bus, envelope(event, place))
    return event.id
  }
  const entries = (input: Json): readonly Json[] => listOf(input.Entries, 'Entries').filter(isRecord)
  return {
    name: 'events',
    fault: 'events',
    refusals: {
      provider_down: () => new AwsFault('InternalException', 'Internal failure', 500),
      throttled: () => new AwsFault('ThrottlingException', 'Rate exceeded'),
    },
    wishes: ({ operation, input }) =>
      entries(input).map((entry) => ({
        action: `events:${operation}`,
        resource: busArn(optionalText(entry.EventBusName) ?? 'default', place),
      })),
    answer: ({ operation, input }) => {
      if (operation !== 'PutEvents') throw unserved(`events:${operation}`)
      return { FailedEntryCount: 0, Entries: entries(input).map((entry) => ({ EventId: put(entry) })) }
    },
  }
}
