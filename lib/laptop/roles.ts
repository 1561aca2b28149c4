import { allows, readPolicy, type Statement, type Wish } from '#laptop/policy'
import { isRecord, listOf, textOf } from '#laptop/reading'
import type { Resource } from '#laptop/template'

// Managed policies of AWS which grant nothing that the laptop serves.
const harmless =
  /:policy\/(service-role\/AWSLambdaBasicExecutionRole|AWSXRayDaemonWriteAccess|AWSXrayWriteOnlyAccess|service-role\/AmazonAPIGatewayPushToCloudWatchLogs)$/

const inline = (role: Resource): readonly Statement[] =>
  listOf(role.properties.Policies, `${role.id}.Policies`).flatMap((policy) =>
    isRecord(policy) ? readPolicy(policy.PolicyDocument) : [],
  )

const attached = (role: Resource, resources: readonly Resource[]): readonly Statement[] =>
  resources
    .filter(({ type }) => type === 'AWS::IAM::Policy' || type === 'AWS::IAM::ManagedPolicy')
    .filter(({ properties }) => listOf(properties.Roles, 'Roles').includes(role.ref))
    .flatMap(({ properties }) => readPolicy(properties.PolicyDocument))

const managed = (role: Resource, resources: readonly Resource[]): readonly Statement[] =>
  listOf(role.properties.ManagedPolicyArns, 'ManagedPolicyArns').flatMap((given) => {
    const arn = textOf(given, `${role.id}.ManagedPolicyArns`)
    if (harmless.test(arn)) return []
    const ours = resources.find(({ type, ref }) => type === 'AWS::IAM::ManagedPolicy' && ref === arn)
    if (!ours) throw new Error(`the laptop does not know managed policy ${arn} (${role.id})`)
    return readPolicy(ours.properties.PolicyDocument)
  })

/** One role of the template, with every policy that is attached to it. Decisions are remembered: policies never change. */
export class Role {
  readonly name: string
  readonly #statements: readonly Statement[]
  readonly #decided = new Map<string, boolean>()

  constructor(role: Resource, resources: readonly Resource[]) {
    this.name = role.id
    this.#statements = [...inline(role), ...attached(role, resources), ...managed(role, resources)]
  }

  may(wish: Wish): boolean {
    const key = wish.context ? JSON.stringify(wish) : `${wish.action}|${wish.resource}`
    const known = this.#decided.get(key)
    if (known !== undefined) return known
    const verdict = allows(this.#statements, wish)
    if (this.#decided.size > 10_000) this.#decided.clear()
    this.#decided.set(key, verdict)
    return verdict
  }
}

/** The template's roles by their ARN, as functions and state machines name them. */
export const readRoles = (resources: readonly Resource[]): ReadonlyMap<string, Role> =>
  new Map(
    resources
      .filter(({ type }) => type === 'AWS::IAM::Role')
      .map((role) => [role.attribute('Arn'), new Role(role, resources)]),
  )
