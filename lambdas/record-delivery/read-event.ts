import { gunzipSync } from 'node:zlib'
import { type Receipt, readMailEvent, readSmsLine } from '#core/receipts'

/** As it comes from outside: an event of EventBridge, or a packed batch of log lines. */
type Incoming = {
  readonly source?: unknown
  readonly detail?: unknown
  readonly awslogs?: { readonly data?: unknown }
}

const linesOf = (data: string): readonly unknown[] => {
  const { logEvents } = JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString('utf8'))
  return (Array.isArray(logEvents) ? logEvents : []).map(({ message }) => JSON.parse(String(message)))
}

/** What providers said in an event; nothing for an event that is none of theirs. */
export const readEvent = (event: unknown): readonly Receipt[] => {
  if (typeof event !== 'object' || event === null) return []
  const { source, detail, awslogs }: Incoming = event
  if (typeof awslogs?.data === 'string') return linesOf(awslogs.data).flatMap(readSmsLine)
  return source === 'aws.ses' ? readMailEvent(detail) : []
}
