import { SFNClient } from '@aws-sdk/client-sfn'
import type { ResetWorkflow } from '#core/reset-ports'
import { readVariable } from '#runtime/environment'
import { CLIENT_DEFAULTS } from './client-defaults.ts'
import { resetWorkflow } from './pin-reset-workflow.ts'

export const make = (): ResetWorkflow =>
  resetWorkflow(new SFNClient({ ...CLIENT_DEFAULTS }), readVariable('passwordWorkflow'))
