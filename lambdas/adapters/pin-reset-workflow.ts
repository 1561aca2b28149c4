import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn'
import type { ResetWorkflow } from '#core/reset-ports'
import { readVariable } from '#runtime/environment'
import { CLIENT_DEFAULTS } from './client-defaults.ts'

/** The run carries nothing but its name, which is the reset's id without the handle that makes it somebody's. */
export const resetWorkflow = (workflows: SFNClient, machineArn: string): ResetWorkflow => ({
  async start(resetId) {
    try {
      await workflows.send(new StartExecutionCommand({ stateMachineArn: machineArn, name: resetId, input: '{}' }))
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error
    }
  },
})

export const make = (): ResetWorkflow => resetWorkflow(new SFNClient({ ...CLIENT_DEFAULTS }), readVariable('workflow'))
