import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import {
  AccessLogField,
  AccessLogFormat,
  AuthorizationType,
  type CfnMethod,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  type Resource,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type { Contract } from '#runtime/contract'
import { acknowledge } from './acknowledged.ts'
import { speakProblems } from './gateway-words.ts'
import type { StageSettings } from './stages.ts'

// No address, no agent, no path with an id in it: what was asked for, and how it went.
const accessLine = AccessLogFormat.custom(
  JSON.stringify({
    requestId: AccessLogField.contextRequestId(),
    at: AccessLogField.contextRequestTimeEpoch(),
    method: AccessLogField.contextHttpMethod(),
    route: AccessLogField.contextResourcePath(),
    status: AccessLogField.contextStatus(),
    latencyMs: AccessLogField.contextResponseLatency(),
    functionMs: AccessLogField.contextIntegrationLatency(),
    refusedBy: AccessLogField.contextErrorResponseType(),
    firewall: AccessLogField.contextWafStatus(),
  }),
)

const allowHeaders = [
  'content-type',
  'authorization',
  'latchkey-client',
  'latchkey-device',
  'idempotency-key',
  'accept-language',
]
const exposeHeaders = ['latchkey-device', 'retry-after', 'latchkey-request-id']

export type Door = { readonly contract: Contract; readonly lambda: IFunction }
export type ApiProps = { readonly settings: StageSettings; readonly doors: readonly Door[] }

/** The REST API of the route table: one method, one function, one permission per contract. */
export class Api extends Construct {
  readonly rest: RestApi

  constructor(scope: Construct, id: string, { settings, doors }: ApiProps) {
    super(scope, id)
    this.rest = restApi(this, settings)
    // The stack says the address itself, under a name a person would look for.
    this.rest.node.tryRemoveChild('Endpoint')
    speakProblems(this.rest)
    acknowledge(this.rest, gatewayReasons(settings))
    const pages = new Map<Resource, Set<string>>()
    for (const door of doors) {
      const [method = '', path = ''] = door.contract.route.split(' ')
      const resource = this.rest.root.resourceForPath(path)
      const isForOperators = door.contract.access === 'operator'
      resource.addMethod(method, new LambdaIntegration(door.lambda, { proxy: true, allowTestInvoke: false }), {
        authorizationType: isForOperators ? AuthorizationType.IAM : AuthorizationType.NONE,
      })
      if (!isForOperators) pages.set(resource, (pages.get(resource) ?? new Set()).add(method))
    }
    for (const [resource, methods] of pages) allowPages(resource, [...methods], settings.allowedOrigins)
  }
}

const pushesLogs =
  'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]'

const gatewayReasons = ({ firewall }: StageSettings): Readonly<Record<string, string>> => ({
  APIG2: 'Each function checks its body against its contract and answers with a problem that names the field.',
  APIG4:
    'These doors are where people sign in; the others read an access token in the function, operators sign with IAM.',
  APIG6: 'Execution logs would carry paths with login handles and bodies; the access log tells what is needed.',
  COG4: 'This is the sign-in itself; nothing of Cognito is behind it.',
  [pushesLogs]: 'The gateway writes logs by an account-wide setting that takes this one policy.',
  ...(firewall === 'off' && { APIG3: 'This stage switched its firewall off.' }),
})

const restApi = (scope: Construct, settings: StageSettings): RestApi => {
  const log = new LogGroup(scope, 'AccessLog', {
    retention: settings.logRetentionDays as RetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  })
  return new RestApi(scope, 'Rest', {
    restApiName: `latchkey-${settings.name}`,
    description: `Latchkey ${settings.name}`,
    endpointTypes: [EndpointType.REGIONAL],
    cloudWatchRole: true,
    cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN,
    deployOptions: {
      stageName: settings.name,
      throttlingRateLimit: settings.throttling.requestsPerSecond,
      throttlingBurstLimit: settings.throttling.burst,
      tracingEnabled: settings.tracing === 'active',
      accessLogDestination: new LogGroupLogDestination(log),
      accessLogFormat: accessLine,
    },
  })
}

// Pages of other origins ask first. No allowed origin, no answer to the question.
const allowPages = (resource: Resource, allowMethods: string[], origins: readonly string[]): void => {
  if (origins.length === 0) return
  const preflight = resource.addCorsPreflight({
    allowOrigins: [...origins],
    allowMethods,
    allowHeaders,
    exposeHeaders,
    allowCredentials: true,
    maxAge: Duration.hours(2),
  })
  keptByNobody(preflight.node.defaultChild as CfnMethod)
}

// The answer to a preflight is a reply as well; how long a browser may act on it, Access-Control-Max-Age says.
const keptByNobody = (method: CfnMethod): void => {
  const name = 'method\\.response\\.header\\.Cache-Control'
  method.addPropertyOverride(`Integration.IntegrationResponses.0.ResponseParameters.${name}`, "'no-store'")
  method.addPropertyOverride(`MethodResponses.0.ResponseParameters.${name}`, true)
}
