// A team's own CDK app: Latchkey beside an API of theirs that accepts its tokens. Synthesized by test/rules/examples.test.ts.
import { App, type AppProps, Stack } from 'aws-cdk-lib'
import { CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import { Latchkey } from '#lib/latchkey'
import { type StageSettings, stages } from '#lib/stages'

const settings: StageSettings = {
  ...stages.prod,
  name: 'shop',
  publicOrigin: 'https://sign-in.example.org',
  allowedOrigins: ['https://shop.example.org'],
  audience: 'https://api.shop.example.org',
  mailFrom: 'no-reply@example.org',
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
