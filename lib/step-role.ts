import { type IRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { ENVIRONMENT } from '#runtime/environment'
import { type Grant, grantsOf, type Need, type Target } from './grants.ts'
import type { Holding, Holdings } from './holdings.ts'

const found = (holdings: Holdings, on: Target): Holding => {
  const holding = holdings[on]
  if (!holding) throw new Error(`a step needs ${on}, which this stack does not hold`)
  return holding
}

const heldGrantsOf = (needs: readonly Need[], holdings: Holdings): readonly Grant[] =>
  grantsOf(needs).filter(({ on, ifHeld }) => ifHeld !== true || holdings[on] !== undefined)

const statementOf = (grant: Grant, holdings: Holdings): PolicyStatement => {
  const { arn, onlyWhen } = found(holdings, grant.on)
  return new PolicyStatement({
    actions: [...grant.actions],
    // A text message has no ARN: every resource but SNS's own, which are topics.
    ...(grant.on === 'sms'
      ? { notResources: [arn] }
      : { resources: [grant.index ? `${arn}/index/${grant.index}` : arn] }),
    conditions: { ...grant.onlyWhen, ...onlyWhen },
  })
}

// Functions write log lines and read none; tracing has no resource to name.
const observing = (logGroup: ILogGroup, tracing: 'off' | 'active'): readonly PolicyStatement[] => [
  new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] }),
  ...(tracing === 'active'
    ? [new PolicyStatement({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] })]
    : []),
]

export type RoleProps = {
  readonly needs: readonly Need[]
  readonly holdings: Holdings
  readonly logGroup: ILogGroup
  readonly tracing: 'off' | 'active'
  /** What the function's own queue needs. */
  readonly besides: readonly PolicyStatement[]
}

/** A role that holds what the needs are granted, and nothing else: no construct can add to it afterwards. */
export const stepRole = (scope: Construct, { needs, holdings, logGroup, tracing, besides }: RoleProps): IRole =>
  new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: {
      Step: new PolicyDocument({
        minimize: true,
        statements: [
          ...heldGrantsOf(needs, holdings)
            .filter(({ actions }) => actions.length > 0)
            .map((grant) => statementOf(grant, holdings)),
          ...observing(logGroup, tracing),
          ...besides,
        ],
      }),
    },
  }).withoutPolicyUpdates()

/** The variables that the adapters of these needs read, and no others. */
export const stepVariables = (needs: readonly Need[], holdings: Holdings): Record<string, string> =>
  Object.fromEntries(
    heldGrantsOf(needs, holdings).flatMap(({ on }) => {
      const { value } = found(holdings, on)
      return on === 'sms' || on === 'mail' || value === undefined ? [] : [[ENVIRONMENT[on], value]]
    }),
  )
