import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import { testNumbersOf } from '#core/test-number'
import { acknowledge } from './acknowledged.ts'
import { durablePolicy } from './durability.ts'
import type { StageSettings } from './stages.ts'

export type SecretsProps = { readonly settings: StageSettings; readonly encryptionKey: IKey }

/** Generated secrets that nobody ever sees: the pepper of codes and tokens, the key of look-ups, the key of contacts, the edge's proof. */
export class Secrets extends Construct {
  readonly pepper: Secret
  readonly lookupKey: Secret
  readonly contactKey: Secret
  /** What the pages' edge shows the API. It opens nothing: whoever has it can only say whose address a call comes from. */
  readonly edge: Secret
  /** Where the stage has test numbers: the one key their fixed codes are derived from. Whoever reads it knows those codes and nothing else. */
  readonly testCodes: Secret | undefined
  /** Where the stage has a canary: its person's PIN, once somebody has put it there. */
  readonly canaryPin: Secret | undefined

  constructor(scope: Construct, id: string, { settings, encryptionKey }: SecretsProps) {
    super(scope, id)
    const generated = (name: string, holds: string): Secret =>
      new Secret(this, name, {
        description: `Latchkey ${settings.name}: ${holds}`,
        encryptionKey,
        generateSecretString: { passwordLength: 64, excludePunctuation: true },
        removalPolicy: durablePolicy(settings),
      })
    this.pepper = generated('Pepper', 'codes and token secrets are derived from it.')
    this.lookupKey = generated('LookupKey', 'finds people by number and address. Lost, nobody is found.')
    this.contactKey = generated('ContactKey', 'opens numbers and addresses. Lost, nobody can be written to.')
    this.edge = generated('Edge', 'the edge proves itself to the API with it.')
    this.testCodes =
      testNumbersOf(settings).length === 0 ? undefined : generated('TestCodes', 'the codes of test numbers come of it.')
    this.canaryPin = settings.canary === 'off' ? undefined : generated('CanaryPin', "the PIN of the canary's person.")
    acknowledge(this, {
      SMG4: 'A new value makes codes, pointers or sealed contacts of the old one unreadable: rotation is a planned step of the runbook.',
    })
  }
}
