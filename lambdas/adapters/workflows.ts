import { type Ask, awsJson } from './aws-json.ts'

/** What we ask Step Functions. */
export type WorkflowCalls = {
  StartExecution: {
    in: { readonly stateMachineArn: string; readonly name: string; readonly input: string }
    out: object
  }
  SendTaskSuccess: { in: { readonly taskToken: string; readonly output: string }; out: object }
  SendTaskFailure: { in: { readonly taskToken: string; readonly error: string }; out: object }
}

export type Workflows = Ask<WorkflowCalls>

export const workflowsFromEnvironment = (): Workflows => awsJson('workflows')
