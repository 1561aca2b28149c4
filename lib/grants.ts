import type { TableName } from '#adapters/keys'
import type { Ports } from '#core/ports'
import type { Variable } from '#runtime/environment'

/** What a contract may ask for; time, chance, figures and stage need no permission. */
export type Need = Exclude<keyof Ports, 'clock' | 'chance' | 'limits' | 'stage'>

/** What a grant is about: a variable names where it is, except for text messages and mail, which have no address of ours. */
export type Target = Exclude<Variable, 'stage' | 'limits'> | 'sms' | 'mail'

type TableAction = 'GetItem' | 'BatchGetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheckItem' | 'Query'

export type Conditions = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Actions on one thing. No actions: the port reads the variable only. */
export type Grant = {
  readonly on: Target
  readonly actions: readonly string[]
  /** An index of the table instead of the table itself. */
  readonly index?: string
  readonly onlyWhen?: Conditions
  /** Left out where the stack holds no such thing, instead of stopping synth. */
  readonly ifHeld?: true
}

const table = (on: TableName, ...actions: readonly TableAction[]): Grant => ({
  on,
  actions: actions.map((action) => `dynamodb:${action}`),
})

const mac = (action: 'VerifyMac' | 'GenerateMac'): Grant => ({
  on: 'pinKey',
  actions: [`kms:${action}`],
  onlyWhen: { StringEquals: { 'kms:MacAlgorithm': 'HMAC_SHA_256' } },
})

const secret = (on: 'pepper' | 'lookupKey' | 'contactKey' | 'testCodes' | 'canaryPin'): Grant => ({
  on,
  actions: ['secretsmanager:GetSecretValue'],
})

const readSigningKeys: readonly Grant[] = [
  { on: 'signingKey', actions: ['kms:GetPublicKey'] },
  { on: 'otherSigningKey', actions: ['kms:GetPublicKey'], ifHeld: true },
]

/** What each port may do, and so all that a function which needs it may do. Its variables follow from the targets. */
export const grants = {
  logins: [table('logins', 'GetItem', 'PutItem', 'UpdateItem')],
  sources: [table('logins', 'UpdateItem'), secret('lookupKey')],
  lookup: [secret('lookupKey')],
  contacts: [secret('contactKey')],
  codes: [secret('pepper'), { ...secret('testCodes'), ifHeld: true }],
  directory: [table('people', 'GetItem')],
  people: [table('people', 'GetItem', 'UpdateItem'), table('logins', 'UpdateItem')],
  roster: [table('people', 'PutItem', 'UpdateItem', 'DeleteItem'), table('trust', 'UpdateItem')],
  organisations: [table('people', 'GetItem')],
  purse: [table('ledger', 'GetItem')],
  administration: [
    table('people', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'),
    table('ledger', 'GetItem', 'PutItem', 'UpdateItem'),
  ],
  records: [table('ledger', 'GetItem', 'UpdateItem', 'Query')],
  receipts: [table('ledger', 'GetItem', 'UpdateItem')],
  allowances: [table('logins', 'UpdateItem')],
  attempts: [
    { ...table('logins', 'Query'), index: 'byNumber' },
    table('logins', 'BatchGetItem'),
    table('trust', 'BatchGetItem'),
  ],
  loginNumbers: [table('logins', 'UpdateItem')],
  members: [table('people', 'GetItem', 'BatchGetItem', 'Query'), { ...table('people', 'Query'), index: 'byName' }],
  pinCheck: [mac('VerifyMac')],
  pinSeal: [mac('GenerateMac')],
  signer: [
    {
      on: 'signingKey',
      actions: ['kms:Sign'],
      onlyWhen: { StringEquals: { 'kms:SigningAlgorithm': 'RSASSA_PKCS1_V1_5_SHA_256' } },
    },
  ],
  publicKey: readSigningKeys,
  tokens: readSigningKeys,
  trust: [table('trust', 'BatchGetItem', 'DeleteItem'), table('people', 'BatchGetItem')],
  sessions: [
    table('trust', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'),
    table('people', 'BatchGetItem', 'UpdateItem', 'ConditionCheckItem'),
  ],
  signIns: [table('trust', 'GetItem')],
  sessionPlaces: [table('trust', 'PutItem')],
  tokenSecrets: [secret('pepper')],
  idempotency: [table('logins', 'PutItem', 'UpdateItem', 'DeleteItem')],
  numbers: [],
  messages: [{ on: 'sendMessage', actions: ['lambda:InvokeFunction'] }],
  deliveries: [table('ledger', 'GetItem')],
  budget: [table('ledger', 'GetItem', 'PutItem', 'UpdateItem', 'Query')],
  sms: [{ on: 'sms', actions: ['sns:Publish'] }],
  mail: [
    { on: 'mail', actions: ['ses:SendEmail'] },
    { on: 'mailEvents', actions: ['ses:SendEmail'] },
  ],
  commonPasswords: [],
  sender: [{ on: 'sendMessage', actions: ['lambda:InvokeFunction'] }],
  resets: [table('logins', 'GetItem', 'PutItem', 'UpdateItem')],
  resetWaits: [table('logins', 'GetItem', 'UpdateItem')],
  resetFinish: [table('logins', 'UpdateItem'), table('people', 'PutItem', 'UpdateItem', 'DeleteItem')],
  resetCallback: [
    { on: 'workflow', actions: ['states:SendTaskSuccess', 'states:SendTaskFailure'] },
    { on: 'passwordWorkflow', actions: ['states:SendTaskSuccess', 'states:SendTaskFailure'] },
  ],
  pinResetWorkflow: [{ on: 'workflow', actions: ['states:StartExecution'] }],
  passwordResetWorkflow: [{ on: 'passwordWorkflow', actions: ['states:StartExecution'] }],
  breaker: [table('ledger', 'GetItem', 'PutItem', 'UpdateItem')],
  events: [{ on: 'bus', actions: ['events:PutEvents'] }],
  canaryPerson: [secret('testCodes'), secret('canaryPin'), { on: 'canaryNumber', actions: [] }],
  publicDoor: [],
} as const satisfies { readonly [K in Need]: readonly Grant[] }

/** Every grant of a step, in the order of its needs. */
export const grantsOf = (needs: readonly Need[]): readonly Grant[] =>
  needs.flatMap((need): readonly Grant[] => grants[need])
