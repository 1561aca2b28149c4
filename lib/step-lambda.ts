import { Duration, Stack } from 'aws-cdk-lib'
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { ENVIRONMENT } from '#runtime/environment'
import { acknowledge } from './acknowledged.ts'
import type { Step } from './entries.ts'
import type { Need } from './grants.ts'
import type { Holdings } from './holdings.ts'
import { type StageSettings, stageOf } from './stages.ts'
import { stepRole, stepVariables } from './step-role.ts'

export type StepLambdaProps = {
  readonly step: Step
  readonly settings: StageSettings
  readonly holdings: Holdings
  readonly directoryOf: (step: string) => string
  /** Shared by all functions: every line names its step, and one search or metric reads them all. */
  readonly log: ILogGroup
  readonly besides?: readonly PolicyStatement[]
  /** Left out: made by CloudFormation. */
  readonly functionName?: string
}

// The slow hash is all processor, and the processor grows with the memory: a full one costs the same and answers sooner.
const hashing: readonly Need[] = ['pinCheck', 'pinSeal']
const memoryFor = (needs: readonly Need[]): number => (needs.some((need) => hashing.includes(need)) ? 1_769 : 512)

const timeouts = { door: Duration.seconds(10), task: Duration.seconds(30) }

// Tests of the template alone switch bundling off by the CDK's own context key.
const codeOf = (scope: Construct, { step, directoryOf }: StepLambdaProps): Code =>
  Stack.of(scope).bundlingRequired
    ? Code.fromAsset(directoryOf(step.step))
    : Code.fromInline('export const handler = undefined')

/** One function: its bundle, and its role with exactly its grants. */
export class StepLambda extends Construct {
  readonly lambda: LambdaFunction
  readonly needs: readonly Need[]

  constructor(scope: Construct, id: string, props: StepLambdaProps) {
    super(scope, id)
    const { step, settings, holdings, log, besides = [] } = props
    this.needs = step.needs
    this.lambda = new LambdaFunction(this, 'Function', {
      description: `Latchkey ${settings.name}: ${step.step}`,
      ...(props.functionName && { functionName: props.functionName }),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: codeOf(this, props),
      memorySize: memoryFor(step.needs),
      timeout: timeouts[step.kind],
      role: stepRole(this, { needs: step.needs, holdings, logGroup: log, tracing: settings.tracing, besides }),
      logGroup: log,
      tracing: settings.tracing === 'active' ? Tracing.ACTIVE : Tracing.DISABLED,
      environment: {
        [ENVIRONMENT.stage]: JSON.stringify(stageOf(settings)),
        [ENVIRONMENT.limits]: JSON.stringify(settings.limits),
        ...stepVariables(step.needs, holdings),
      },
    })
    if (settings.tracing === 'active') {
      acknowledge(this, { 'IAM5[Resource::*]': 'Sending trace segments has no resource to name.' })
    }
  }
}
