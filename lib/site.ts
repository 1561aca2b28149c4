import { type CfnElement, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib'
import type { RestApi } from 'aws-cdk-lib/aws-apigateway'
import {
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  type IOrigin,
  type ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { RestApiOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3'
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment'
import type { Construct } from 'constructs'
import { acknowledge } from './acknowledged.ts'
import { apiBehaviour, domainOf, pageHeaders } from './site-behaviours.ts'
import { edgeCode, proofHeader } from './site-edge.ts'
import { writeSite } from './site-files.ts'
import { sitePages } from './site-pages.ts'
import type { StageSettings } from './stages.ts'

export type SiteProps = {
  readonly settings: StageSettings
  readonly rest: RestApi
  /** What the edge shows the API, so that the API believes it who is asking. */
  readonly edgeProof: string
}

/** The pages in front of the API, under one domain: files from S3, everything else to the API, never cached. */
export class Site extends NestedStack {
  readonly distribution: Distribution

  constructor(scope: Construct, id: string, { settings, rest, edgeProof }: SiteProps) {
    super(scope, id, { description: `Latchkey ${settings.name}: the pages` })
    const bucket = this.#bucket()
    const edge = this.#edge()
    const api = new RestApiOrigin(rest, { customHeaders: { [proofHeader]: edgeProof } })
    const files = S3BucketOrigin.withOriginAccessControl(bucket)
    const page = { ...this.#page(files), functionAssociations: [edge] }
    const paths = sitePages.flatMap(({ at }) => at.flatMap((start) => [start, `${start}/*`]))
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `Latchkey ${settings.name}`,
      ...domainOf(this, settings),
      httpVersion: HttpVersion.HTTP2_AND_3,
      defaultBehavior: { ...apiBehaviour(api), functionAssociations: [edge] },
      additionalBehaviors: {
        '/assets/*': this.#page(files),
        ...Object.fromEntries(paths.map((path) => [path, page])),
      },
    })
    this.#fill(bucket, settings)
    acknowledge(this, {
      ...reasons,
      [`IAM5[Resource::<${this.getLogicalId(bucket.node.defaultChild as CfnElement)}.Arn>/*]`]: fills,
    })
  }

  #bucket(): Bucket {
    return new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
  }

  #edge() {
    const code = FunctionCode.fromInline(edgeCode(sitePages))
    const made = new EdgeFunction(this, 'Edge', { code, runtime: FunctionRuntime.JS_2_0 })
    return { function: made, eventType: FunctionEventType.VIEWER_REQUEST }
  }

  #headers: ResponseHeadersPolicy | undefined

  #page(origin: IOrigin): BehaviorOptions {
    this.#headers ??= pageHeaders(this)
    return {
      origin,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: this.#headers,
      compress: true,
    }
  }

  // What is no longer named stays: somebody may still have yesterday's page open.
  #fill(bucket: Bucket, settings: StageSettings): void {
    if (!Stack.of(this).bundlingRequired) return
    for (const { name, folder, cacheControl } of writeSite(settings)) {
      new BucketDeployment(this, name, {
        sources: [Source.asset(folder)],
        destinationBucket: bucket,
        cacheControl: [CacheControl.fromString(cacheControl)],
        prune: false,
        ...(name === 'Fresh' ? { distribution: this.distribution, distributionPaths: ['/*.html'] } : {}),
      })
    }
  }
}

const fills = 'The function that fills the bucket comes with the CDK, and runs while deploying only.'

const reasons = {
  CFR1: 'People sign in from wherever they are; countries are decided where messages are sent.',
  CFR2: 'The firewall stands at the API, where the work is; pages are files.',
  CFR3: 'The access log of the API tells what is needed; a log of every asset would keep addresses of people.',
  CFR4: 'Without a certificate of its own a stage has the name and the certificate of CloudFront.',
  S1: 'The bucket answers the content delivery network only.',
  L1: fills,
  ...Object.fromEntries(
    [
      'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      'IAM5[Resource::*]',
      'IAM5[Action::s3:GetBucket*]',
      'IAM5[Action::s3:GetObject*]',
      'IAM5[Action::s3:List*]',
      'IAM5[Action::s3:Abort*]',
      'IAM5[Action::s3:DeleteObject*]',
      'IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]',
    ].map((rule) => [rule, fills]),
  ),
}
