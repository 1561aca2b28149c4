import { Problem } from '../client/problem.ts'
import { inboxWords as say } from './words.ts'

export type Message = {
  readonly id: string
  readonly channel: 'sms' | 'email'
  readonly to: string
  readonly from: string
  readonly subject?: string
  readonly text: string
  readonly code?: string
  readonly at: string
}

export type Fault = { readonly service: string; readonly fault: string; readonly left: number }

export type Execution = {
  readonly name: string
  readonly machine: string
  readonly status: string
  readonly startedAt: string
  readonly current?: string
  readonly history: readonly { readonly at: string; readonly event: string; readonly state?: string }[]
}

export type Organisation = { readonly organisationId: string; readonly name: string }

const failed = (status: number): Problem =>
  new Problem({ code: 'unavailable', status, title: say.failed, detail: say.failedHint, requestId: 'none' })

const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
  const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const response = await fetch(path, { method, ...sent }).catch(() => Promise.reject(failed(0)))
  if (!response.ok) throw failed(response.status)
  return response.status === 204 ? (undefined as T) : await response.json()
}

export type Hearing = {
  readonly heard: (message: Message) => void
  /** Listening began, or began again: something may have been missed. */
  readonly opened: () => void
  readonly cut: () => void
}

/** The laptop's own doors, which no deployed stage has. */
export const local = {
  messages: async () => (await ask<{ messages: readonly Message[] }>('GET', '/_local/outbox')).messages,
  hear: ({ heard, opened, cut }: Hearing): (() => void) => {
    const stream = new EventSource('/_local/outbox/stream')
    stream.addEventListener('message', (event: MessageEvent<string>) => heard(JSON.parse(event.data)))
    stream.addEventListener('open', opened)
    stream.addEventListener('error', cut)
    return () => stream.close()
  },
  now: async () => Date.parse((await ask<{ now: string }>('GET', '/_local/clock')).now),
  advance: (advanceSeconds: number) => ask<unknown>('POST', '/_local/clock', { advanceSeconds }),
  faults: async () => (await ask<{ faults: readonly Fault[] }>('GET', '/_local/faults')).faults,
  order: (service: string, fault: string) => ask<unknown>('POST', '/_local/faults', { service, fault }),
  clearFaults: () => ask<unknown>('DELETE', '/_local/faults'),
  startOver: () => ask<unknown>('POST', '/_local/reset', {}),
  executions: async () => (await ask<{ executions: readonly Execution[] }>('GET', '/_local/executions')).executions,
  organisations: async () =>
    (await ask<{ organisations: readonly Organisation[] }>('GET', '/_local/organisations')).organisations,
  limit: ({ organisationId }: Organisation, limit: string) =>
    ask<unknown>('PATCH', `/operator/organisations/${organisationId}`, { smsBudget: { limit } }),
}
