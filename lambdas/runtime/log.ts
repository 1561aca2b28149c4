import { Logger } from '@aws-lambda-powertools/logger'

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

const logger = new Logger({ serviceName: 'latchkey' })

export const log = (word: LogWord, fields: LogFields): void => {
  if (word === 'failed') logger.error(word, { ...fields })
  else logger.info(word, { ...fields })
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
