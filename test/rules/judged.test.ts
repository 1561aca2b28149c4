import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { App, CfnResource, Validations } from 'aws-cdk-lib'
import { Queue } from 'aws-cdk-lib/aws-sqs'
import flags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' }
import { AwsSolutionsChecks } from 'cdk-nag'
import { Construct } from 'constructs'
import { tasks } from '#lambdas/tasks'
import type { LatchkeyProps } from '#lib/latchkey'
import { LatchkeyStack } from '#lib/stack'
import { type StageSettings, stages } from '#lib/stages'
import { canaryStage } from '#support/canary-stage'
import { sampleDoors, sampleTasks } from '#support/sample-doors'

const parts = { doors: sampleDoors, tasks: [...sampleTasks, ...tasks.filter(({ where }) => where === 'canary')] }

/** Judged by cdk-nag, and by CloudFormation's own engine, which takes a second to start: so each test asks once. */
const judgedApp = (): App => {
  const app = new App({ context: { ...flags, 'aws:cdk:bundling-stacks': [] } })
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
  return app
}

type Report = {
  readonly pluginReports: readonly {
    readonly pluginName: string
    readonly violations: readonly {
      readonly ruleName: string
      readonly violatingConstructs: readonly { readonly constructPath?: string }[]
    }[]
  }[]
}

/** What was found, each rule with the place where. */
const findingsOf = (app: App): readonly string[] => {
  const { pluginReports }: Report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'))
  return pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${ruleName} ${constructPath}`),
    ),
  )
}

test('cdk-nag and CloudFormation find what has no reason written beside it, and say where', () => {
  const app = judgedApp()
  const stack = new LatchkeyStack(app, 'Latchkey-prod', { ...parts, settings: stages.prod })
  new Queue(stack, 'Forgotten')
  new CfnResource(stack, 'Misspelt', { type: 'AWS::SQS::Queue', properties: { Colour: 'red' } })
  assert.throws(() => app.synth(), /Validation failed/)
  assert.deepEqual(findingsOf(app), [
    'AwsSolutions-SQS3 Latchkey-prod/Forgotten/Resource',
    'AwsSolutions-SQS4 Latchkey-prod/Forgotten/Resource',
    'F3002 Latchkey-prod/Misspelt',
  ])
})

const named: StageSettings = {
  ...stages.prod,
  name: 'named',
  pages: {
    ...stages.prod.pages,
    certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/6c1b2d3e-4f50-4617-8a9b-0c1d2e3f4a5b',
  },
}
const told: StageSettings = {
  ...stages.prod,
  name: 'told',
  smsDeliveryLog: 'sns/eu-west-2/111122223333/DirectPublishToPhoneNumber',
}

test('neither finds anything in a stage, with a canary, a name, a log and pages or without, or between two deployments, that has no reason written beside it', () => {
  const app = judgedApp()
  const judged = (settings: StageSettings, more: Partial<LatchkeyProps> = {}, scope: Construct = app) =>
    new LatchkeyStack(scope, `Latchkey-${settings.name}`, { ...parts, ...more, settings })
  for (const settings of [...Object.values(stages), { ...canaryStage, name: 'canary' }, named, told]) judged(settings)
  judged({ ...stages.dev, name: 'bare' }, { pages: 'off' })
  const between = new Construct(app, 'Between')
  between.node.setContext('indexes', 'off')
  judged(stages.prod, {}, between)
  app.synth()
  assert.deepEqual(findingsOf(app), [])
})
