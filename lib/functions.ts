import { RemovalPolicy, Stack } from 'aws-cdk-lib'
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { bundleSteps } from './bundles.ts'
import type { Step } from './entries.ts'
import type { Holding, Holdings } from './holdings.ts'
import { MessageLambda } from './message-lambda.ts'
import type { StageSettings } from './stages.ts'
import { StepLambda } from './step-lambda.ts'

export type FunctionsProps = { readonly settings: StageSettings; readonly steps: readonly Step[] }

/** What a task's own queue or stream needs, by step. */
type Besides = Readonly<Record<string, readonly PolicyStatement[]>>

/** All functions, bundled in one go and made one by one, as the things they need come to exist. */
export class Functions extends Construct {
  readonly byStep = new Map<string, StepLambda>()
  readonly log: LogGroup
  /** The one that sends; undefined when no step does. */
  messages: MessageLambda | undefined
  readonly #props: FunctionsProps
  readonly #directoryOf: (step: string) => string

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id)
    this.#props = props
    this.log = new LogGroup(this, 'Log', {
      retention: props.settings.logRetentionDays as RetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const isBundled = Stack.of(this).bundlingRequired && props.steps.length > 0
    this.#directoryOf = isBundled ? bundleSteps(props.steps).directoryOf : (step) => step
  }

  /** Makes every task, the sending one first; answers what is held with it. */
  addTasks(held: Holdings, besides: Besides = {}): Holdings {
    const tasks = this.#props.steps.filter(({ kind }) => kind === 'task')
    const sending = tasks.find(({ step }) => step === 'send-message')
    const holdings = sending ? { ...held, sendMessage: this.#addMessages(sending, held) } : held
    for (const step of tasks) if (step !== sending) this.add(step, holdings, besides[step.step])
    return holdings
  }

  add(step: Step, holdings: Holdings, besides: readonly PolicyStatement[] = []): StepLambda {
    const made = new StepLambda(this, step.step, { ...this.#common, step, holdings, besides })
    this.byStep.set(step.step, made)
    return made
  }

  get #common() {
    return { settings: this.#props.settings, directoryOf: this.#directoryOf, log: this.log }
  }

  #addMessages(step: Step, holdings: Holdings): Holding {
    this.messages = new MessageLambda(this, step.step, { ...this.#common, step, holdings })
    this.byStep.set(step.step, this.messages.step)
    return this.messages.holding
  }
}
