import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2'
import { Construct } from 'constructs'
import { proofHeader, viewerHeader } from './site-edge.ts'

const seen = (metricName: string) => ({ cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false, metricName })

export type WafProps = {
  readonly name: string
  readonly apiStageArn: string
  readonly requestsPerAddressInFiveMinutes: number
  /** What our own edge proves itself with. Left out: nothing stands before the gateway. */
  readonly edgeProof?: string | undefined
}

const plain = [{ priority: 0, type: 'NONE' }]

const provedBy = (edgeProof: string): CfnWebACL.StatementProperty => ({
  byteMatchStatement: {
    fieldToMatch: { singleHeader: { Name: proofHeader } },
    positionalConstraint: 'EXACTLY',
    searchString: edgeProof,
    textTransformations: plain,
  },
})

const blocking = (name: string, priority: number, rule: string, statement: CfnWebACL.RateBasedStatementProperty) => ({
  name: rule,
  priority,
  action: { block: {} },
  visibilityConfig: seen(`latchkey-${name}-${rule}`),
  statement: { rateBasedStatement: statement },
})

// Through the edge every call has the edge's address: there the one that the edge tells is counted, and believed of nobody else.
const rulesOf = ({ name, requestsPerAddressInFiveMinutes, edgeProof }: WafProps): CfnWebACL.RuleProperty[] => {
  const rate = { limit: requestsPerAddressInFiveMinutes, evaluationWindowSec: 300 }
  if (edgeProof === undefined) return [blocking(name, 0, 'requests-per-address', { ...rate, aggregateKeyType: 'IP' })]
  const proved = provedBy(edgeProof)
  const direct = { ...rate, aggregateKeyType: 'IP', scopeDownStatement: { notStatement: { statement: proved } } }
  const throughEdge = {
    ...rate,
    aggregateKeyType: 'CUSTOM_KEYS',
    customKeys: [{ header: { name: viewerHeader, textTransformations: plain } }],
    scopeDownStatement: proved,
  }
  return [
    blocking(name, 0, 'requests-per-address', direct),
    blocking(name, 1, 'requests-through-the-edge', throughEdge),
  ]
}

/** Stops a flood from one address before it reaches a function. Counts requests; the rules of sign-in stand behind it. */
export class Waf extends Construct {
  constructor(scope: Construct, id: string, props: WafProps) {
    super(scope, id)
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: seen(`latchkey-${props.name}`),
      rules: rulesOf(props),
    })
    new CfnWebACLAssociation(this, 'Association', { resourceArn: props.apiStageArn, webAclArn: acl.attrArn })
  }
}
