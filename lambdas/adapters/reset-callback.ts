import {
  InvalidToken,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn'
import { RESET_CLOSED } from '#core/reset-flow'
import type { ResetCallback, Told } from '#core/reset-ports'
import { log, nameAndPlace } from '#runtime/log'
import { CLIENT_DEFAULTS } from './client-defaults.ts'

const isLate = (error: unknown): boolean =>
  error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken

// The decision is in the table by now: a callback that fails is logged, and the workflow finds the decision when its wait ends.
const tell = async (token: string | undefined, send: (taskToken: string) => Promise<unknown>): Promise<Told> => {
  if (token === undefined) return 'late'
  try {
    await send(token)
    return 'told'
  } catch (error) {
    if (isLate(error)) return 'late'
    log('failed', { step: 'reset-callback', ...nameAndPlace(error) })
    return 'lost'
  }
}

export const resetCallback = (workflows: SFNClient): ResetCallback => ({
  answered: (token) =>
    tell(token, (taskToken) => workflows.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }))),
  over: (token) =>
    tell(token, (taskToken) => workflows.send(new SendTaskFailureCommand({ taskToken, error: RESET_CLOSED }))),
})

export const make = (): ResetCallback => resetCallback(new SFNClient({ ...CLIENT_DEFAULTS }))
