import {
  FLOW_RETRY,
  FLOW_SECONDS,
  type Flow,
  type FlowState,
  MESSAGE_NOT_SENT,
  MESSAGE_REFUSED,
  RESET_CLOSED,
} from '#core/reset-flow'

/** The tasks a flow calls, by the step that runs them. */
export const FLOW_TASKS = { wait: 'reset-ask', look: 'reset-look', tell: 'reset-tell' } as const
export type FlowTask = (typeof FLOW_TASKS)[keyof typeof FLOW_TASKS]

type Rendered = Readonly<Record<string, unknown>>

const timedOut = ['States.Timeout', 'States.HeartbeatTimeout']

// What passes, by the names that Lambda gives it; a task that failed in any other way is tried again too, for every task may run twice.
const passing = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'States.TaskFailed',
]

const again = (errors: readonly string[]) => ({
  ErrorEquals: errors,
  IntervalSeconds: FLOW_RETRY.firstSeconds,
  BackoffRate: FLOW_RETRY.growth,
  MaxAttempts: FLOW_RETRY.times,
  MaxDelaySeconds: FLOW_RETRY.mostSeconds,
  JitterStrategy: 'FULL',
})

// A reset that is over is no failure, and what will never be sent is not tried again.
const retryWait = [{ ErrorEquals: [RESET_CLOSED, MESSAGE_REFUSED], MaxAttempts: 0 }, again(passing)]
const retryTask = [again([...passing, ...timedOut])]

const caught = (errors: readonly string[], to: string) => ({ ErrorEquals: errors, Next: to, ResultPath: null })

// Only the run's name travels: the reset's id without the handle that makes it somebody's.
const call = (functionArn: string, facts: Rendered) => ({
  FunctionName: functionArn,
  Payload: { 'resetId.$': '$$.Execution.Name', ...facts },
})

const render = (state: FlowState, arnOf: (task: FlowTask) => string): Rendered => {
  switch (state.kind) {
    case 'wait':
      return {
        Type: 'Task',
        Comment: state.says,
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Parameters: call(arnOf(FLOW_TASKS.wait), { step: state.step, 'token.$': '$$.Task.Token' }),
        TimeoutSeconds: FLOW_SECONDS.wait,
        HeartbeatSeconds: FLOW_SECONDS.listen,
        ResultPath: null,
        Retry: retryWait,
        Catch: [
          caught([...timedOut, RESET_CLOSED], state.ended),
          caught([MESSAGE_NOT_SENT, MESSAGE_REFUSED], state.unsent),
          caught(['States.ALL'], 'Broken'),
        ],
        Next: state.next,
      }
    case 'look':
      return {
        ...plainTask(state.says, call(arnOf(FLOW_TASKS.look), { because: state.because }), 'Broken'),
        ResultSelector: { 'at.$': '$.Payload.at' },
        Next: state.next,
      }
    case 'tell':
      return {
        ...plainTask(state.says, call(arnOf(FLOW_TASKS.tell), {}), state.failed),
        ResultPath: null,
        Next: state.next,
      }
    case 'fork':
      return {
        Type: 'Choice',
        Comment: state.says,
        Choices: state.ways.map(({ at, to }) => ({ Variable: '$.at', StringEquals: at, Next: to })),
        Default: state.otherwise,
      }
    case 'end':
      return { Type: state.bad ? 'Fail' : 'Succeed', Comment: state.says }
  }
}

const plainTask = (says: string, parameters: Rendered, broken: string): Rendered => ({
  Type: 'Task',
  Comment: says,
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: parameters,
  TimeoutSeconds: FLOW_SECONDS.task,
  Retry: retryTask,
  Catch: [caught(['States.ALL'], broken)],
})

/** The flow as a definition of Step Functions, state by state. */
export const machineOf = (flow: Flow, arnOf: (task: FlowTask) => string): Rendered => ({
  Comment: 'Made from lambdas/core/reset-flow.ts',
  StartAt: flow.startsAt,
  TimeoutSeconds: FLOW_SECONDS.whole,
  States: Object.fromEntries(
    Object.entries(flow.states).map(([name, state]) => {
      const rendered = render(state, arnOf)
      return [name, rendered.Type === 'Fail' ? { ...rendered, Error: name, Cause: state.says } : rendered]
    }),
  ),
})
