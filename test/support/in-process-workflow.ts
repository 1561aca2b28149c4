import { awsJson } from '#adapters/aws-json'
import type { SignedRequest, WireAnswer } from '#adapters/aws-transport'
import type { Workflows } from '#adapters/workflows'
import type { Ports } from '#core/ports'
import { resetFlow } from '#core/reset-flow'
import { WorkflowEngine, WorkflowFault } from '#laptop/workflow/engine'
import { machineOf } from '#lib/machine'
import { run as ask } from '../../lambdas/reset-ask/handler.ts'
import { run as look } from '../../lambdas/reset-look/handler.ts'
import { run as tell } from '../../lambdas/reset-tell/handler.ts'

export const PIN_MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:pin-reset'
export const PASSWORD_MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:password-reset'

const functionArn = (task: string) => `arn:aws:lambda:us-east-1:000000000000:function:${task}`

const answer = (status: number, body: unknown): WireAnswer => ({ status, headers: {}, body: JSON.stringify(body) })

/** The reset machines on the laptop's workflow engine, in this process: the real tasks, the adapters' own client, the test's clock. */
export const inProcessWorkflow = (now: () => number, ports: () => Ports) => {
  // Set to throw before or after a call of the API or a run of a task, as an outage does.
  const faults: {
    onCall: (operation: string) => void
    afterCall: (operation: string) => void
    onTask: (task: string) => void
  } = {
    onCall: () => {},
    afterCall: () => {},
    onTask: () => {},
  }
  const tasks: Readonly<Record<string, (payload: never) => Promise<unknown>>> = {
    'reset-ask': (payload) => ask(payload, ports()),
    'reset-look': (payload) => look(payload, ports()),
    'reset-tell': (payload) => tell(payload, ports()),
  }
  const invoke = async (arn: string, payload: unknown) => {
    const task = arn.split(':').at(-1) ?? ''
    try {
      faults.onTask(task)
      return { payload: (await tasks[task]?.(payload as never)) ?? null }
    } catch (error) {
      return { payload: { errorType: error instanceof Error ? error.name : 'Error' }, functionError: 'Unhandled' }
    }
  }
  const engine = new WorkflowEngine({ now, invoke, random: () => 1 })
  engine.define(PIN_MACHINE, 'pin-reset', machineOf(resetFlow('pin'), functionArn))
  engine.define(PASSWORD_MACHINE, 'password-reset', machineOf(resetFlow('password'), functionArn))

  const operations: Readonly<Record<string, (input: Record<string, string>) => unknown>> = {
    StartExecution: ({ stateMachineArn = '', name = '', input = '{}' }) => {
      const started = engine.start(stateMachineArn, name, JSON.parse(input))
      return { ...started, startDate: started.startDate / 1_000 }
    },
    SendTaskSuccess: ({ taskToken = '', output = '{}' }) => engine.succeed(taskToken, JSON.parse(output)) ?? {},
    SendTaskFailure: ({ taskToken = '', error = '', cause }) => engine.fail(taskToken, error, cause) ?? {},
  }
  const transport = async (request: SignedRequest): Promise<WireAnswer> => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? ''
    try {
      faults.onCall(operation)
      const output = operations[operation]?.(JSON.parse(request.body))
      faults.afterCall(operation)
      return answer(200, output)
    } catch (error) {
      if (!(error instanceof WorkflowFault)) return answer(500, { __type: 'InternalError', message: 'down' })
      return answer(400, { __type: error.type, message: error.message })
    }
  }
  const client: Workflows = awsJson('workflows', { transport, tries: 1 })
  return { engine, client, faults, PIN_MACHINE, PASSWORD_MACHINE }
}
