import { App } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import type { LatchkeyProps } from '#lib/latchkey'
import { LatchkeyStack } from '#lib/stack'
import { type StageSettings, stages } from '#lib/stages'

export type Resource = {
  readonly Type: string
  readonly Properties: Readonly<Record<string, unknown>>
  readonly DeletionPolicy?: string
}
export type Statement = {
  readonly Effect: string
  readonly Action: string | readonly string[]
  readonly Resource?: unknown
  readonly NotResource?: unknown
  readonly Condition?: unknown
}

/** An app whose templates are looked at here: what CloudFormation itself would say of them is asked once, in `test/rules/stack.test.ts`. */
export const quickApp = (context: Readonly<Record<string, string>> = {}): App =>
  new App({ context: { 'aws:cdk:bundling-stacks': [], ...context }, builtinCloudFormationValidation: false })

/** A stack of the given doors and tasks, without its bundles: nothing is built. */
export const stackOf = (
  settings: StageSettings,
  parts: Omit<LatchkeyProps, 'settings'> = {},
  app = quickApp(),
): LatchkeyStack => new LatchkeyStack(app, `Latchkey-${settings.name}`, { settings, ...parts })

/** Its template, as `cdk deploy` would send it. */
export const templateOf = (stage: keyof typeof stages, parts: Omit<LatchkeyProps, 'settings'> = {}): Template =>
  Template.fromStack(stackOf(stages[stage], parts))

export const resourcesOf = (template: Template, type: string): Readonly<Record<string, Resource>> =>
  template.findResources(type) as Record<string, Resource>

export const listed = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T])

type Document = { readonly Statement: readonly Statement[] }

/** Everything that a role may do: what is written into it and what is attached to it. */
export const statementsOf = (template: Template, roleId: string): readonly Statement[] => {
  const inline = (resourcesOf(template, 'AWS::IAM::Role')[roleId]?.Properties.Policies ?? []) as readonly {
    readonly PolicyDocument: Document
  }[]
  const attached = Object.values(resourcesOf(template, 'AWS::IAM::Policy')).filter(({ Properties }) =>
    JSON.stringify(Properties.Roles).includes(`"${roleId}"`),
  )
  const documents = [
    ...inline.map(({ PolicyDocument }) => PolicyDocument),
    ...attached.map(({ Properties }) => Properties.PolicyDocument as Document),
  ]
  return documents.flatMap(({ Statement }) => Statement)
}

/** The function of a step: its properties and the statements of its role. */
export const stepOf = (
  template: Template,
  step: string,
): { readonly properties: Resource['Properties']; readonly statements: readonly Statement[] } => {
  const found = Object.values(resourcesOf(template, 'AWS::Lambda::Function')).find(({ Properties }) =>
    String(Properties.Description).endsWith(`: ${step}`),
  )
  if (!found) throw new Error(`no function for ${step}`)
  const [roleId] = (found.Properties.Role as { readonly 'Fn::GetAtt': readonly [string, string] })['Fn::GetAtt']
  return { properties: found.Properties, statements: statementsOf(template, roleId) }
}

export const actionsOf = (statements: readonly Statement[]): readonly string[] =>
  [...new Set(statements.flatMap(({ Action }) => listed(Action)))].sort()
