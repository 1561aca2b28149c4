import { Construct } from 'constructs'
import { routes } from '#lambdas/routes'
import { tasks as allTasks, type Task } from '#lambdas/tasks'
import type { Contract } from '#runtime/contract'
import { ENVIRONMENT } from '#runtime/environment'
import { Alarms } from './alarms.ts'
import { Api } from './api.ts'
import { Canary } from './canary.ts'
import { Dashboard } from './dashboard.ts'
import { doorOf, taskOf } from './entries.ts'
import { Events } from './events.ts'
import { Functions } from './functions.ts'
import { type Holdings, holdingsOf, mailFrom, textMessages } from './holdings.ts'
import { Keys } from './keys.ts'
import { Receipts } from './receipts.ts'
import { Secrets } from './secrets.ts'
import { Signals } from './signals.ts'
import { Site } from './site.ts'
import { checkedSettings, type StageSettings } from './stages.ts'
import { Tables } from './tables.ts'
import { Waf } from './waf.ts'
import { watchesOf } from './watches.ts'
import { Workflow } from './workflow.ts'

// For whoever imports this file as `latchkey/cdk`.
export type { StageSettings } from './stages.ts'

export type LatchkeyProps = {
  /** Everything that differs between stages; every setting is needed, and a wrong one stops synth by its name. */
  readonly settings: StageSettings
  /** The doors to open. Left out: every journey. */
  readonly doors?: readonly Contract[]
  /** What runs without a door. Left out: all of it. */
  readonly tasks?: readonly Task[]
  /** `off` where something else shows the pages, as the laptop does. Left out: CloudFront in front of everything. */
  readonly pages?: 'on' | 'off'
}

/** Sign-in for people, whole: API, functions, tables, keys, secrets. Brings what it needs and takes nothing from around it. */
export class Latchkey extends Construct {
  readonly settings: StageSettings
  /** What an API that accepts our tokens has to be told, with `audience`. */
  readonly issuer: string
  readonly audience: string
  readonly api: Api
  readonly functions: Functions
  readonly tables: Tables
  readonly keys: Keys
  readonly secrets: Secrets
  readonly pinReset: Workflow
  readonly passwordReset: Workflow
  readonly receipts: Receipts
  readonly events: Events
  readonly site: Site | undefined

  constructor(
    scope: Construct,
    id: string,
    { settings, doors = routes, tasks = allTasks, pages = 'on' }: LatchkeyProps,
  ) {
    super(scope, id)
    this.settings = checkedSettings(settings)
    this.issuer = settings.publicOrigin
    this.audience = settings.audience
    this.keys = new Keys(this, 'Keys', settings)
    const stored = { settings, encryptionKey: this.keys.storage }
    this.tables = new Tables(this, 'Tables', stored)
    this.secrets = new Secrets(this, 'Secrets', stored)
    const here = tasks.filter(({ where }) => where !== 'canary' || settings.canary !== 'off')
    this.functions = new Functions(this, 'Steps', { settings, steps: [...here.map(taskOf), ...doors.map(doorOf)] })
    this.pinReset = new Workflow(this, 'PinReset', { settings, purpose: 'pin' })
    this.passwordReset = new Workflow(this, 'PasswordReset', { settings, purpose: 'password' })
    this.receipts = new Receipts(this, 'Receipts', settings)
    this.events = new Events(this, 'Events', { tables: this.tables, stage: settings.name })
    const held = this.functions.addTasks(this.#held(), { 'publish-events': this.events.reading })
    const recording = this.functions.byStep.get('record-delivery')
    if (recording) this.receipts.goTo(recording.lambda)
    const publishing = this.functions.byStep.get('publish-events')
    if (publishing) this.events.readBy(publishing.lambda)
    for (const workflow of [this.pinReset, this.passwordReset]) workflow.runOn(this.functions)
    const canary = this.functions.byStep.get('canary')
    if (canary) new Canary(this, 'Canary', canary.lambda)
    const lambdaOf = (contract: Contract) => this.functions.add(doorOf(contract), held).lambda
    this.api = new Api(this, 'Api', {
      settings,
      doors: doors.map((contract) => ({ contract, lambda: lambdaOf(contract) })),
    })
    this.site = pages === 'on' ? this.#pages() : undefined
    this.#guard()
    this.#watch()
  }

  // Filled in by CloudFormation: the value stands in no template.
  get #edgeProof(): string {
    return this.secrets.edge.secretValue.unsafeUnwrap()
  }

  // The functions believe the edge alone who is asking, so both are given the same proof.
  #pages(): Site {
    const edgeProof = this.#edgeProof
    for (const { lambda } of this.functions.byStep.values()) lambda.addEnvironment(ENVIRONMENT.edgeToken, edgeProof)
    return new Site(this, 'Pages', { settings: this.settings, rest: this.api.rest, edgeProof })
  }

  #held(): Holdings {
    const mail = mailFrom(this, this.settings.mailFrom)
    const { canary } = this.settings
    const workflows = { workflow: this.pinReset.holding, passwordWorkflow: this.passwordReset.holding }
    return {
      ...holdingsOf(this.tables, this.keys, this.secrets),
      ...workflows,
      mail,
      mailEvents: this.receipts.holding,
      bus: this.events.holding,
      ...(canary === 'off' ? {} : { canaryNumber: { arn: '', value: canary.number } }),
      sms: textMessages,
    }
  }

  #guard(): void {
    const { firewall, name } = this.settings
    if (firewall === 'off') return
    const edgeProof = this.site && this.#edgeProof
    new Waf(this, 'Waf', { name, apiStageArn: this.api.rest.deploymentStage.stageArn, edgeProof, ...firewall })
  }

  #watch(): void {
    const { alarmMail: mail, name: stage } = this.settings
    const checking = [...this.functions.byStep]
      .filter(([, { needs }]) => needs.includes('pinCheck'))
      .map(([step]) => step)
    const signals = new Signals(this, 'Signals', {
      log: this.functions.log,
      stage,
      checking,
      canary: this.settings.canary !== 'off',
    })
    const watches = watchesOf(this, signals)
    const alarms = mail === 'nobody' ? [] : new Alarms(this, 'Alarms', { stage, mail, watches }).all
    new Dashboard(this, 'Dashboard', { auth: this, signals, alarms })
  }
}
