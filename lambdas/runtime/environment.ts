/** Names of the environment variables: CDK writes them, adapters read them, nobody types them twice. */
export const ENVIRONMENT = {
  stage: 'LATCHKEY_STAGE',
  limits: 'LATCHKEY_LIMITS',
  people: 'LATCHKEY_TABLE_PEOPLE',
  logins: 'LATCHKEY_TABLE_LOGINS',
  trust: 'LATCHKEY_TABLE_TRUST',
  ledger: 'LATCHKEY_TABLE_LEDGER',
  pinKey: 'LATCHKEY_PIN_KEY',
  signingKey: 'LATCHKEY_SIGNING_KEY',
  /** Set while the key is exchanged: published, and believed, beside the one that signs. */
  otherSigningKey: 'LATCHKEY_OTHER_SIGNING_KEY',
  pepper: 'LATCHKEY_PEPPER_SECRET',
  lookupKey: 'LATCHKEY_LOOKUP_SECRET',
  contactKey: 'LATCHKEY_CONTACT_SECRET',
  /** Set where a stage has test numbers: their codes are derived from it. */
  testCodes: 'LATCHKEY_TEST_CODES_SECRET',
  /** Set where a stage has a canary: who it signs in as. */
  canaryNumber: 'LATCHKEY_CANARY_NUMBER',
  canaryPin: 'LATCHKEY_CANARY_PIN_SECRET',
  sendMessage: 'LATCHKEY_SEND_MESSAGE_FUNCTION',
  workflow: 'LATCHKEY_RESET_WORKFLOW',
  passwordWorkflow: 'LATCHKEY_PASSWORD_RESET_WORKFLOW',
  mailEvents: 'LATCHKEY_MAIL_EVENTS',
  bus: 'LATCHKEY_EVENT_BUS',
  /** Set where a content delivery network stands before the gateway. */
  edgeToken: 'LATCHKEY_EDGE_TOKEN',
} as const

export type Variable = keyof typeof ENVIRONMENT

/** What is set in some stages only. */
export const variableIfSet = (name: Variable): string | undefined => process.env[ENVIRONMENT[name]] || undefined

/** The variable's value; a missing one stops the function while it initialises, by name. */
export const readVariable = (name: Variable): string => {
  const value = process.env[ENVIRONMENT[name]]
  if (value === undefined || value === '') throw new Error(`environment variable ${ENVIRONMENT[name]} is not set`)
  return value
}
