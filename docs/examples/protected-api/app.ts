// `npx cdk deploy --app 'node docs/examples/protected-api/app.ts'`: an API of yours that only people with Latchkey's token can call.
import { App, Stack } from 'aws-cdk-lib'
import { CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Architecture, Code, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda'

// The two settings of your stage that every verifier needs.
const issuer = 'https://auth.example.com'
const audience = 'https://api.example.com'

// The gateway has checked signature, issuer, audience and time; the claims are there to be read.
const greet = `export const handler = async ({ requestContext }) => {
  const { sub, org, role } = requestContext.authorizer.jwt.claims
  return { personId: sub, organisationId: org, role }
}`

/** One route, `GET /hello`, open to whoever signed in. */
export const protectedApi = (app: App): Stack => {
  const stack = new Stack(app, 'ProtectedApi')
  const greeter = new Lambda(stack, 'Greeter', {
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: 'index.handler',
    code: Code.fromInline(greet),
  })
  const api = new HttpApi(stack, 'Api', {
    defaultAuthorizer: new HttpJwtAuthorizer('People', issuer, { jwtAudience: [audience] }),
    corsPreflight: {
      allowOrigins: ['https://app.example.com'],
      allowHeaders: ['authorization'],
      allowMethods: [CorsHttpMethod.GET],
    },
  })
  api.addRoutes({
    path: '/hello',
    methods: [HttpMethod.GET],
    integration: new HttpLambdaIntegration('Greet', greeter),
  })
  return stack
}

if (import.meta.main) protectedApi(new App())
