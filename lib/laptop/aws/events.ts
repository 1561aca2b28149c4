import { randomUUID } from 'node:crypto'
import { unserved } from '#laptop/aws/fault'
import type { Service } from '#laptop/aws/service'
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

  put(entry: Json): string {
    const id = randomUUID()
    const detail: unknown = JSON.parse(optionalText(entry.Detail) ?? '{}')
    const [bus, source, type] = [entry.EventBusName ?? 'default', entry.Source, entry.DetailType].map(String)
    const at = new Date(this.#now()).toISOString()
    this.#events.push({ id, at, bus: bus ?? '', source: source ?? '', type: type ?? '', detail })
    if (this.#events.length > mostEvents) this.#events.shift()
    return id
  }

  list(): readonly KeptEvent[] {
    return [...this.#events]
  }

  clear(): void {
    this.#events.length = 0
  }
}

const busArn = (name: string, place: { readonly region: string; readonly account: string }): string =>
  name.startsWith('arn:') ? name : `arn:aws:events:${place.region}:${place.account}:event-bus/${name}`

/** EventBridge: events are kept and shown, nobody is called by them. */
export const events = (log: EventLog, place: { readonly region: string; readonly account: string }): Service => {
  const entries = (input: Json): readonly Json[] => listOf(input.Entries, 'Entries').filter(isRecord)
  return {
    name: 'events',
    wishes: ({ operation, input }) =>
      entries(input).map((entry) => ({
        action: `events:${operation}`,
        resource: busArn(optionalText(entry.EventBusName) ?? 'default', place),
      })),
    answer: ({ operation, input }) => {
      if (operation !== 'PutEvents') throw unserved(`events:${operation}`)
      return { FailedEntryCount: 0, Entries: entries(input).map((entry) => ({ EventId: log.put(entry) })) }
    },
  }
}
