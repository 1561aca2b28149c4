import { RESET_CLOSED } from '#core/reset-flow'
import type { ResetCallback, Told } from '#core/reset-ports'
import { log, nameAndPlace } from '#runtime/log'
import { isFault } from './aws-fault.ts'
import { type Workflows, workflowsFromEnvironment } from './workflows.ts'

const isLate = (error: unknown): boolean => isFault(error, 'TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken')

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

export const resetCallback = (workflows: Workflows): ResetCallback => ({
  answered: (token) => tell(token, (taskToken) => workflows('SendTaskSuccess', { taskToken, output: '{}' })),
  over: (token) => tell(token, (taskToken) => workflows('SendTaskFailure', { taskToken, error: RESET_CLOSED })),
})

export const make = (): ResetCallback => resetCallback(workflowsFromEnvironment())
