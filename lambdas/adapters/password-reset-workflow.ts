import type { ResetWorkflow } from '#core/reset-ports'
import { readVariable } from '#runtime/environment'
import { resetWorkflow } from './pin-reset-workflow.ts'
import { workflowsFromEnvironment } from './workflows.ts'

export const make = (): ResetWorkflow => resetWorkflow(workflowsFromEnvironment(), readVariable('passwordWorkflow'))
