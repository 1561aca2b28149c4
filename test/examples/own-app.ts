// A team's own CDK app: Latchkey beside an API of theirs that accepts its tokens. Synthesized by test/rules/examples.test.ts.
import { App, type AppProps, Stack } from 'aws-cdk-lib'
import { CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import { Latchkey, type StageSettings } from 'latchkey/cdk'

const settings: StageSettings = {
  name: 'shop',
  kind: 'live',
  smsFloods: 'refuse',
  publicOrigin: 'https://sign-in.example.org',
  allowedOrigins: ['https://shop.example.org'],
  audience: 'https://api.shop.example.org',
  serviceName: 'Shop',
  smsSenderId: 'Shop',
  mailFrom: 'no-reply@example.org',
  supportUrl: 'https://shop.example.org/help',
  defaultCountry: 'GB',
  countries: ['GB', 'IE'],
  testNumbers: [],
  limits: {},
  firewall: { requestsPerAddressInFiveMinutes: 1_000 },
  throttling: { requestsPerSecond: 1_000, burst: 2_000 },
  logRetentionDays: 90,
  keys: { pin: 1, signing: [1] },
  durables: 'retain',
  alarmMail: 'on-call@example.org',
  smsSpendAlarmUsd: 500,
  smsDeliveryLog: 'none',
  canary: 'off',
  tracing: 'active',
  pages: { accentColour: '#0a7d4f', logo: 'none', certificateArn: 'none' },
}

/** Who asks is in the token that the gateway has already checked; the function reads no signature. */
const greeting = `exports.handler = async ({ requestContext }) => ({
  statusCode: 200,
  body: JSON.stringify({ hello: requestContext.authorizer.jwt.claims.sub }),
})`

class ShopStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id)
    const auth = new Latchkey(this, 'Auth', { settings })
    const orders = new LambdaFunction(this, 'Orders', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline(greeting),
    })
    const api = new HttpApi(this, 'Api', {
      corsPreflight: {
        allowOrigins: [...settings.allowedOrigins],
        allowMethods: [CorsHttpMethod.GET],
        allowHeaders: ['authorization'],
      },
    })
    api.addRoutes({
      path: '/orders',
      methods: [HttpMethod.GET],
      integration: new HttpLambdaIntegration('Orders', orders),
      // The gateway reads the issuer's key set by itself, so Latchkey has to answer at `issuer` before this is deployed.
      authorizer: new HttpJwtAuthorizer('Latchkey', auth.issuer, { jwtAudience: [auth.audience] }),
    })
  }
}

export const ownApp = (props: AppProps = {}): App => {
  const app = new App(props)
  new ShopStack(app, 'Shop')
  return app
}
