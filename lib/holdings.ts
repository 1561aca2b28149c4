import { Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { TableName } from '#adapters/keys'
import type { Conditions, Target } from './grants.ts'
import type { Keys } from './keys.ts'
import type { Secrets } from './secrets.ts'
import type { Tables } from './tables.ts'

/** Where a thing is: the ARN for its permissions, and what its variable says, when it has one. */
export type Holding = { readonly arn: string; readonly value?: string; readonly onlyWhen?: Conditions }

/** What a stack holds so far. A function that needs something which is not here stops synth. */
export type Holdings = Readonly<Partial<Record<Target, Holding>>>

export const holdingsOf = (tables: Tables, keys: Keys, secrets: Secrets): Holdings => {
  const table = (name: TableName): Holding => ({
    arn: tables.byName[name].tableArn,
    value: tables.byName[name].tableName,
  })
  const byArn = (arn: string): Holding => ({ arn, value: arn })
  return {
    people: table('people'),
    logins: table('logins'),
    trust: table('trust'),
    ledger: table('ledger'),
    pinKey: byArn(keys.pin.keyArn),
    signingKey: byArn(keys.signing.keyArn),
    ...(keys.otherSigning === undefined ? {} : { otherSigningKey: byArn(keys.otherSigning.keyArn) }),
    pepper: byArn(secrets.pepper.secretArn),
    lookupKey: byArn(secrets.lookupKey.secretArn),
    contactKey: byArn(secrets.contactKey.secretArn),
    ...(secrets.canaryPin === undefined ? {} : { canaryPin: byArn(secrets.canaryPin.secretArn) }),
    ...(secrets.testCodes === undefined ? {} : { testCodes: byArn(secrets.testCodes.secretArn) }),
  }
}

/** The mail identity of a sender's domain, verified once per account outside this stack; to be used for this sender alone. */
export const mailFrom = (scope: Construct, sender: string): Holding => {
  const resourceName = sender.slice(sender.indexOf('@') + 1)
  return {
    arn: Stack.of(scope).formatArn({ service: 'ses', resource: 'identity', resourceName }),
    onlyWhen: { StringEquals: { 'ses:FromAddress': sender } },
  }
}

/** Stands for all that `sns:Publish` may reach and text messages are not: every topic. Permission is given for the rest. */
export const textMessages: Holding = { arn: 'arn:aws:sns:*:*:*' }
