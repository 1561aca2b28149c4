import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2'
import { Construct } from 'constructs'

const seen = (metricName: string) => ({ cloudWatchMetricsEnabled: true, sampledRequestsEnabled: false, metricName })

export type WafProps = {
  readonly name: string
  readonly apiStageArn: string
  readonly requestsPerAddressInFiveMinutes: number
}

/** Stops a flood from one address before it reaches a function. Counts requests; the rules of sign-in stand behind it. */
export class Waf extends Construct {
  constructor(scope: Construct, id: string, { name, apiStageArn, requestsPerAddressInFiveMinutes }: WafProps) {
    super(scope, id)
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: seen(`latchkey-${name}`),
      rules: [
        {
          name: 'requests-per-address',
          priority: 0,
          action: { block: {} },
          visibilityConfig: seen(`latchkey-${name}-requests-per-address`),
          statement: {
            rateBasedStatement: {
              limit: requestsPerAddressInFiveMinutes,
              evaluationWindowSec: 300,
              aggregateKeyType: 'IP',
            },
          },
        },
      ],
    })
    new CfnWebACLAssociation(this, 'Association', { resourceArn: apiStageArn, webAclArn: acl.attrArn })
  }
}
