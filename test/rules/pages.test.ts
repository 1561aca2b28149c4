import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runInNewContext } from 'node:vm'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { edgeCode } from '#lib/site-edge'
import { sitePages, siteRedirects } from '#lib/site-pages'
import { type StageSettings, stages } from '#lib/stages'
import { sampleDoors, sampleTasks } from '#support/sample-doors'
import { resourcesOf, stackOf } from '#support/template'

const pagesOf = (settings: StageSettings): Template => {
  const { site } = stackOf(settings, { doors: sampleDoors, tasks: sampleTasks }).auth
  assert.ok(site)
  return Template.fromStack(site)
}

const dev = pagesOf(stages.dev)

type Answer = {
  readonly uri?: string
  readonly statusCode?: number
  readonly headers: Record<string, { value: string }>
}

type Rate = {
  readonly AggregateKeyType: string
  readonly ScopeDownStatement: unknown
  readonly CustomKeys?: readonly { readonly Header: { readonly Name: string } }[]
}

const atTheEdge = (method: string, uri: string, headers: Record<string, { value: string }> = {}): Answer =>
  runInNewContext(`${edgeCode(sitePages)}; handler(event)`, {
    event: { request: { method, uri, headers }, viewer: { ip: '203.0.113.7' } },
  })

test('a path of a page leads to its file, everything else to the API as it was asked', () => {
  assert.equal(atTheEdge('GET', '/sign-in').uri, '/sign-in.html')
  assert.equal(atTheEdge('GET', '/reset-pin/code').uri, '/sign-in.html')
  assert.equal(atTheEdge('GET', '/admin/people/abc').uri, '/admin.html')
  assert.equal(atTheEdge('POST', '/login/phone').uri, '/login/phone')
  assert.equal(atTheEdge('GET', '/sign-inside').uri, '/sign-inside')
})

test('a bookmark is led to its page, and a call of the API at the same path is not', () => {
  for (const [from, to] of Object.entries(siteRedirects)) {
    const answer = atTheEdge('GET', from)
    assert.equal(answer.statusCode, 302)
    assert.equal(answer.headers.location?.value, to)
  }
  assert.equal(atTheEdge('POST', '/pin-reset').uri, '/pin-reset')
})

test('nobody chooses the address that the edge says they come from', () => {
  const { headers } = atTheEdge('POST', '/login/phone', { 'latchkey-viewer-address': { value: '198.51.100.1' } })
  assert.equal(headers['latchkey-viewer-address']?.value, '203.0.113.7')
})

test('the API is never cached, and gets all that a caller sent but the host', () => {
  dev.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: {
      DefaultCacheBehavior: Match.objectLike({
        AllowedMethods: Match.arrayWith(['PATCH', 'POST', 'DELETE']),
        CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
        OriginRequestPolicyId: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
        ViewerProtocolPolicy: 'https-only',
      }),
    },
  })
})

test('the files lie where nobody but the edge can read them, with the policy on each', () => {
  for (const { Properties } of Object.values(resourcesOf(dev, 'AWS::S3::Bucket'))) {
    assert.deepEqual(Object.values(Properties.PublicAccessBlockConfiguration as object), [true, true, true, true])
  }
  dev.resourceCountIs('AWS::CloudFront::OriginAccessControl', 1)
  dev.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
    ResponseHeadersPolicyConfig: {
      SecurityHeadersConfig: {
        ContentSecurityPolicy: { ContentSecurityPolicy: Match.stringLikeRegexp("default-src 'none'") },
        StrictTransportSecurity: Match.objectLike({ AccessControlMaxAgeSec: 63_072_000 }),
      },
    },
  })
})

test('with a certificate the pages have the name of the stage, without one the name that they are given', () => {
  const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/abc'
  const named = pagesOf({ ...stages.prod, pages: { ...stages.prod.pages, certificateArn } })
  const aliases = (aliased: unknown) => ({ DistributionConfig: Match.objectLike({ Aliases: aliased }) })
  named.hasResourceProperties('AWS::CloudFront::Distribution', aliases(['auth.example.com']))
  dev.hasResourceProperties('AWS::CloudFront::Distribution', aliases(Match.absent()))
})

test('the pages add one resource to the stack and stand apart from what must not be lost', () => {
  const stack = stackOf(stages.prod, { doors: sampleDoors, tasks: sampleTasks })
  assert.equal(Object.keys(resourcesOf(Template.fromStack(stack), 'AWS::CloudFormation::Stack')).length, 1)
})

test('the firewall counts a caller by their own address, through the edge as without it, and believes nobody else', () => {
  const stack = stackOf(stages.prod, { doors: sampleDoors, tasks: sampleTasks })
  const [acl] = Object.values(resourcesOf(Template.fromStack(stack), 'AWS::WAFv2::WebACL'))
  const rules = acl?.Properties.Rules as readonly { readonly Statement: { readonly RateBasedStatement: Rate } }[]
  const [direct, throughEdge] = rules.map(({ Statement }) => Statement.RateBasedStatement)
  const proof = throughEdge?.ScopeDownStatement
  assert.match(JSON.stringify(proof), /"latchkey-edge".*resolve:secretsmanager/)
  assert.deepEqual(direct?.ScopeDownStatement, { NotStatement: { Statement: proof } })
  assert.equal(direct?.AggregateKeyType, 'IP')
  assert.equal(throughEdge?.CustomKeys?.[0]?.Header.Name, 'latchkey-viewer-address')
})
