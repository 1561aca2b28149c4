import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import type { Stack } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { keysOf, personOf } from '../../docs/examples/verify-token.ts'
import { ownApp } from '../examples/own-app.ts'

describe('Latchkey in an app of your own', () => {
  const app = ownApp({ context: { 'aws:cdk:bundling-stacks': [] }, builtinCloudFormationValidation: false })
  const stack = app.node.findChild('Shop')
  const template = Template.fromStack(stack as Stack)

  test('one construct brings the whole of it, beside your own things', () => {
    template.resourceCountIs('AWS::DynamoDB::Table', 4)
    template.resourceCountIs('AWS::ApiGateway::RestApi', 1)
    template.resourceCountIs('AWS::ApiGatewayV2::Api', 1)
  })

  test('your API believes our tokens and nobody else’s', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'JWT',
      JwtConfiguration: { Issuer: 'https://sign-in.example.org', Audience: ['https://api.shop.example.org'] },
    })
    template.hasResourceProperties('AWS::ApiGatewayV2::Route', {
      AuthorizationType: 'JWT',
      AuthorizerId: Match.anyValue(),
    })
  })
})

describe('an API anywhere that reads our tokens', () => {
  const audience = 'https://api.example.com'
  const keys = generateKeyPair('RS256', { extractable: true })
  const strangers = generateKeyPair('RS256', { extractable: true })
  const server = createServer(async (_, reply) => {
    const jwk = await exportJWK((await keys).publicKey)
    reply
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ keys: [{ ...jwk, kid: 'k', alg: 'RS256', use: 'sig' }] }))
  })
  let issuer = ''

  before(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(() => server.close())

  const token = async (
    change: { readonly aud?: string; readonly typ?: string; readonly exp?: string; readonly by?: typeof keys } = {},
  ) =>
    new SignJWT({ org: 'org', role: 'member' })
      .setProtectedHeader({ alg: 'RS256', kid: 'k', typ: change.typ ?? 'at+jwt' })
      .setSubject('person')
      .setIssuer(issuer)
      .setAudience(change.aud ?? audience)
      .setIssuedAt()
      .setExpirationTime(change.exp ?? '15m')
      .sign((await (change.by ?? keys)).privateKey)

  const read = async (text: string) => personOf(text, { keys: keysOf(issuer), issuer, audience })

  test('knows who asks, by the keys that the issuer publishes', async () => {
    assert.deepEqual(await read(await token()), { personId: 'person', organisationId: 'org', role: 'member' })
  })

  test('takes nothing that is for another API, of another kind, too old, or signed by somebody else', async () => {
    const wrong = [{ aud: 'https://other.example.com' }, { typ: 'JWT' }, { exp: '-2m' }, { by: strangers }]
    for (const change of wrong) await assert.rejects(read(await token(change)), JSON.stringify(Object.keys(change)))
    for (const none of ['', 'not-a-token']) await assert.rejects(read(none))
  })
})
