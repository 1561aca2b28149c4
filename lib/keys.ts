import { Duration } from 'aws-cdk-lib'
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms'
import { Aws } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { durablePolicy } from './durability.ts'
import type { StageSettings } from './stages.ts'

const pendingWindow = Duration.days(30)

// Who may use a table or read a secret may have it decrypted, through that service and in this account alone: so no role needs a right to the key.
const throughItsServices = new PolicyStatement({
  sid: 'ThroughTablesAndSecrets',
  principals: [new AnyPrincipal()],
  actions: [
    'kms:Encrypt',
    'kms:Decrypt',
    'kms:ReEncrypt*',
    'kms:GenerateDataKey*',
    'kms:CreateGrant',
    'kms:DescribeKey',
  ],
  resources: ['*'],
  conditions: {
    StringEquals: {
      'kms:CallerAccount': Aws.ACCOUNT_ID,
      'kms:ViaService': [`dynamodb.${Aws.REGION}.amazonaws.com`, `secretsmanager.${Aws.REGION}.amazonaws.com`],
    },
  },
})

// The first of a kind has no number in its id: a stage that never exchanged a key has the ids of the first release.
const counted = (kind: string, place: number): string => (place === 1 ? kind : `${kind}${place}`)

/** The keys: `pin` makes a stolen table useless, `signing` signs tokens, `storage` encrypts tables and secrets. */
export class Keys extends Construct {
  readonly pin: Key
  readonly signing: Key
  /** While a signing key is exchanged: published beside the one that signs. */
  readonly otherSigning: Key | undefined
  readonly storage: Key

  constructor(scope: Construct, id: string, settings: StageSettings) {
    super(scope, id)
    const lasting = { removalPolicy: durablePolicy(settings), pendingWindow }
    const [signs, other] = settings.keys.signing
    const signing = (place: number): Key =>
      new Key(this, counted('Signing', place), {
        ...lasting,
        keySpec: KeySpec.RSA_2048,
        keyUsage: KeyUsage.SIGN_VERIFY,
        description: `Latchkey ${settings.name}: access tokens.`,
      })
    this.pin = new Key(this, counted('Pin', settings.keys.pin), {
      ...lasting,
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      description: `Latchkey ${settings.name}: PINs and passwords. Lost, everybody has to reset.`,
    })
    this.signing = signing(signs)
    this.otherSigning = other === undefined ? undefined : signing(other)
    this.storage = new Key(this, 'Storage', {
      ...lasting,
      enableKeyRotation: true,
      description: `Latchkey ${settings.name}: tables and secrets at rest.`,
    })
    this.storage.addToResourcePolicy(throughItsServices)
  }
}
