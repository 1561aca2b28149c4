import assert from 'node:assert/strict'
import { test } from 'node:test'
import { App } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { signIn, withAnna } from '#support/anna'
import { knock } from '#support/door'
import { testStage, world } from '#support/world'
import { protectedApi } from '../../docs/examples/protected-api/app.ts'
import { personOf } from '../../docs/examples/verify-token.ts'

test("the example's gateway asks for a token of this issuer and audience on its only route", () => {
  const template = Template.fromStack(protectedApi(new App({ analyticsReporting: false })))
  template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
    AuthorizerType: 'JWT',
    IdentitySource: ['$request.header.Authorization'],
    JwtConfiguration: { Audience: ['https://api.example.com'], Issuer: 'https://auth.example.com' },
  })
  template.resourceCountIs('AWS::ApiGatewayV2::Route', 1)
  template.hasResourceProperties('AWS::ApiGatewayV2::Route', {
    RouteKey: 'GET /hello',
    AuthorizationType: 'JWT',
    AuthorizerId: Match.anyValue(),
  })
})

test("a server elsewhere learns from Anna's token who she is, and from no other token anything", async () => {
  const w = world({ startAt: Date.now() })
  const { personId, organisationId } = await withAnna(w)
  const { accessToken } = (await signIn(w)).body
  const published = createLocalJWKSet({ keys: [...(await knock(w, 'GET /.well-known/jwks.json')).body.keys] })
  const { issuer, audience } = testStage
  const keys = published
  assert.deepEqual(await personOf(accessToken, { keys, issuer, audience }), {
    personId,
    organisationId,
    role: 'member',
  })
  await assert.rejects(personOf(accessToken, { keys, issuer, audience: 'https://other.example.com' }), /aud/)
  await assert.rejects(personOf(accessToken, { keys, issuer: 'https://evil.example.com', audience }), /iss/)
  const [head = '', , signature = ''] = accessToken.split('.')
  const forged = `${head}.${Buffer.from('{"sub":"somebody"}').toString('base64url')}.${signature}`
  await assert.rejects(personOf(forged, { keys, issuer, audience }), /signature/)
  const { payload } = await jwtVerify(accessToken, published)
  const later = { currentDate: new Date(((payload.exp ?? 0) + 1) * 1000) }
  await assert.rejects(jwtVerify(accessToken, published, later), /exp/)
})
