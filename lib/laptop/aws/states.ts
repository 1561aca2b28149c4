import { randomUUID } from 'node:crypto'
import { AwsFault, unserved } from '#laptop/aws/fault'
import type { Call, Service } from '#laptop/aws/service'
import type { Directory } from '#laptop/directory'
import type { Wish } from '#laptop/policy'
import { type Json, optionalText } from '#laptop/reading'
import type { WorkflowEngine } from '#laptop/workflow/engine'

const mostBytes = 256 * 1024

const parsed = (text: string, type: string): unknown => {
  if (Buffer.byteLength(text) > mostBytes) throw new AwsFault(type, 'the text is longer than 256 KiB')
  try {
    return JSON.parse(text)
  } catch {
    throw new AwsFault(type, 'the text is not JSON')
  }
}

type Work = (workflow: WorkflowEngine, input: Json, machineArn: string) => unknown

const work: Readonly<Record<string, Work>> = {
  StartExecution: (workflow, input, machineArn) => {
    const event = parsed(optionalText(input.input) ?? '{}', 'InvalidExecutionInput')
    const started = workflow.start(machineArn, optionalText(input.name) ?? randomUUID(), event)
    return { executionArn: started.executionArn, startDate: started.startDate / 1000 }
  },
  SendTaskSuccess: (workflow, input) => {
    workflow.succeed(String(input.taskToken), parsed(String(input.output), 'InvalidOutput'))
    return {}
  },
  SendTaskFailure: (workflow, input) => {
    workflow.fail(String(input.taskToken), optionalText(input.error) ?? '', optionalText(input.cause))
    return {}
  },
  SendTaskHeartbeat: () => {
    throw unserved('states:SendTaskHeartbeat')
  },
  StopExecution: (workflow, input) => {
    workflow.stop(String(input.executionArn))
    return { stopDate: (workflow.describe(String(input.executionArn)).stoppedAt ?? 0) / 1000 }
  },
  DescribeExecution: (workflow, input) => {
    const view = workflow.describe(String(input.executionArn))
    const { arn: executionArn, name, status, error } = view
    const machine = executionArn.replace(':execution:', ':stateMachine:').split(':').slice(0, -1).join(':')
    return {
      ...{ executionArn, name, status, stateMachineArn: machine, startDate: view.startedAt / 1000 },
      ...{ input: JSON.stringify(view.input), output: view.output && JSON.stringify(view.output), error },
      stopDate: view.stoppedAt === undefined ? undefined : view.stoppedAt / 1000,
    }
  },
}

/** Step Functions over the workflow engine. A task token's machine is sealed in it, so a grant on any machine will do. */
export const states = (workflow: WorkflowEngine, machines: Directory<string>): Service => {
  const machineOf = (name: unknown): string => {
    const arn = machines.find(String(name))
    if (arn === undefined)
      throw new AwsFault('StateMachineDoesNotExist', `State Machine Does Not Exist: '${String(name)}'`)
    return arn
  }
  const wishes = ({ operation, input, caller }: Call): readonly Wish[] => {
    const action = `states:${operation}`
    if (input.executionArn !== undefined) return [{ action, resource: String(input.executionArn) }]
    if (input.stateMachineArn !== undefined) return [{ action, resource: machineOf(input.stateMachineArn) }]
    const any = machines.all().map((resource) => ({ action, resource }))
    return any.some((wish) => caller.may(wish)) ? [] : [any[0] ?? { action, resource: '*' }]
  }
  return {
    name: 'states',
    fault: 'workflow',
    refusals: {
      provider_down: () => new AwsFault('InternalFailure', 'the workflow service is down', 500),
      throttled: () => new AwsFault('ThrottlingException', 'Rate exceeded'),
    },
    wishes,
    answer: ({ operation, input }) => {
      const perform = Object.hasOwn(work, operation) ? work[operation] : undefined
      if (!perform) throw unserved(`states:${operation}`)
      return perform(workflow, input, input.stateMachineArn === undefined ? '' : machineOf(input.stateMachineArn))
    },
  }
}
