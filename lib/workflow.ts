import { ArnFormat, Names, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import type { ResetPurpose } from '#core/reset'
import { resetFlow } from '#core/reset-flow'
import { acknowledge } from './acknowledged.ts'
import type { Functions } from './functions.ts'
import type { Holding } from './holdings.ts'
import { FLOW_TASKS, type FlowTask, machineOf } from './machine.ts'
import type { StageSettings } from './stages.ts'

export type WorkflowProps = { readonly settings: StageSettings; readonly purpose: ResetPurpose }

/** One reset workflow, rendered from its value in `core`. Its tasks are known only later: functions and machine name each other. */
export class Workflow extends Construct {
  /** Named before it is made, so that the functions it calls may be told where to answer. */
  readonly holding: Holding
  machine: StateMachine | undefined
  readonly #name: string
  readonly #props: WorkflowProps

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id)
    this.#props = props
    this.#name = Names.uniqueResourceName(this, { maxLength: 80, separator: '-' })
    const arn = Stack.of(this).formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName: this.#name,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    })
    this.holding = { arn, value: arn }
  }

  /** Makes the machine of functions that exist by now; none in a stack that has not got its tasks. */
  runOn(functions: Functions): void {
    const tasks = Object.values(FLOW_TASKS)
    const lambdas = new Map<FlowTask, IFunction>()
    for (const task of tasks) {
      const step = functions.byStep.get(task)
      if (step !== undefined) lambdas.set(task, step.lambda)
    }
    if (lambdas.size === tasks.length) this.machine = this.#make(lambdas)
  }

  #make(lambdas: ReadonlyMap<FlowTask, IFunction>): StateMachine {
    const { settings, purpose } = this.#props
    const definition = machineOf(resetFlow(purpose), (task) => lambdas.get(task)?.functionArn ?? '')
    const traced = settings.tracing === 'active'
    const machine = new StateMachine(this, 'Machine', {
      stateMachineName: this.#name,
      definitionBody: DefinitionBody.fromString(Stack.of(this).toJsonString(definition)),
      tracingEnabled: traced,
      // What a state was given and gave is never logged; nothing secret is in it, and nothing shall have to be.
      logs: { destination: this.#log(settings), level: LogLevel.ALL, includeExecutionData: false },
    })
    const resources = [...lambdas.values()].map(({ functionArn }) => functionArn)
    machine.addToRolePolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources }))
    acknowledge(machine, {
      'IAM5[Resource::*]': 'Handing logs and traces over has no resource to name.',
      ...(traced ? {} : { SF2: 'This stage traces nothing.' }),
    })
    return machine
  }

  #log(settings: StageSettings): LogGroup {
    return new LogGroup(this, 'Log', {
      // Step Functions can write only a few log groups of other names: their policy has a size.
      logGroupName: `/aws/vendedlogs/states/${this.#name}`,
      retention: settings.logRetentionDays as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
  }
}
