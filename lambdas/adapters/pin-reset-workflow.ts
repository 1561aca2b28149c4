import type { ResetWorkflow } from '#core/reset-ports'
import { readVariable } from '#runtime/environment'
import { isFault } from './aws-fault.ts'
import { type Workflows, workflowsFromEnvironment } from './workflows.ts'

/** The run carries nothing but its name, which is the reset's id without the handle that makes it somebody's. */
export const resetWorkflow = (workflows: Workflows, machineArn: string): ResetWorkflow => ({
  async start(resetId) {
    try {
      await workflows('StartExecution', { stateMachineArn: machineArn, name: resetId, input: '{}' })
    } catch (error) {
      if (!isFault(error, 'ExecutionAlreadyExists')) throw error
    }
  },
})

export const make = (): ResetWorkflow => resetWorkflow(workflowsFromEnvironment(), readVariable('workflow'))
