import { App } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import type { LatchkeyProps } from '#lib/latchkey'
import { LatchkeyStack } from '#lib/stack'
import { type StageSettings, stages } from '#lib/stages'

export type Resource = {
  readonly Type: string
  readonly Properties: Record<string, unknown>
  readonly DeletionPolicy?: string
}

/** A stack of the given doors and tasks, without its bundles: nothing is built. */
export const stackOf = (settings: StageSettings, parts: Omit<LatchkeyProps, 'settings'> = {}): LatchkeyStack =>
  new LatchkeyStack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), `Latchkey-${settings.name}`, {
    settings,
    ...parts,
  })

/** Its template, as `cdk deploy` would send it. */
export const templateOf = (stage: keyof typeof stages, parts: Omit<LatchkeyProps, 'settings'> = {}): Template =>
  Template.fromStack(stackOf(stages[stage], parts))

export const resourcesOf = (template: Template, type: string): Readonly<Record<string, Resource>> =>
  template.findResources(type) as Record<string, Resource>
