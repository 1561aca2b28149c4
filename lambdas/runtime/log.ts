/** The closed list of what is ever logged. A new line is a new word here, not a string somewhere. */
export type LogWord = 'started' | 'finished' | 'failed' | 'limited'

/** Fields a line may carry: words, ids and durations. Never a body, number, address, code, PIN, token or error message. */
export type LogFields = {
  readonly step?: string
  readonly requestId?: string
  readonly status?: number
  readonly code?: string
  readonly durationMs?: number
  readonly errorName?: string
  readonly errorAt?: string
}

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL', 'SILENT'] as const

/** Below which nothing is written: Lambda's own setting, or ours. A word that is none of these silences nothing. */
const least = LEVELS.findIndex((it) => it === (process.env.LATCHKEY_LOG_LEVEL ?? process.env.AWS_LAMBDA_LOG_LEVEL))

/** The trace that the call belongs to, by its root, as other functions' lines name it. */
const traced = () => {
  const root = /Root=([^;]+)/.exec(process.env._X_AMZN_TRACE_ID ?? '')?.[1]
  return root === undefined ? {} : { xray_trace_id: root }
}

/** One line of JSON, which the alarms and the dashboard read. */
export const log = (word: LogWord, fields: LogFields): void => {
  const level = word === 'failed' ? 'ERROR' : 'INFO'
  if (LEVELS.indexOf(level) < least) return
  const line = {
    level,
    message: word,
    timestamp: new Date().toISOString(),
    service: 'latchkey',
    ...traced(),
    ...fields,
  }
  const stream = word === 'failed' ? process.stderr : process.stdout
  stream.write(`${JSON.stringify(line)}\n`)
}

/** An unexpected error as it may be logged: its name and where it was thrown; a message may quote what a person typed. */
export const nameAndPlace = (error: unknown): Pick<LogFields, 'errorName' | 'errorAt'> => {
  if (!(error instanceof Error)) return { errorName: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    errorName: error.name,
    errorAt: frames
      .slice(0, 4)
      .map((line) => line.trim())
      .join(' < '),
  }
}
