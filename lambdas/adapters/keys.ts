/** The four tables, by lifetime and sensitivity; CDK and the laptop build them from this. */
export const TABLES = {
  people: {
    sortKey: true,
    ttl: false,
    stream: true,
    // An organisation's people by name. Names are in no key of a table: keys are what AWS logs of a request.
    index: { name: 'byName', pk: 'listedIn', sk: 'listedAs', sorts: 'text', projection: 'KEYS_ONLY' },
  },
  logins: {
    sortKey: false,
    ttl: true,
    stream: true,
    // Keys and nothing else: what an index does not hold can change without being paid for twice.
    index: { name: 'byNumber', pk: 'numberIndex', sk: 'startedAt', sorts: 'number', projection: 'KEYS_ONLY' },
  },
  trust: { sortKey: true, ttl: true, stream: true },
  ledger: { sortKey: true, ttl: true, stream: true },
} as const satisfies Readonly<Record<string, TableShape>>

export type TableShape = {
  readonly sortKey: boolean
  /** Items carry `ttl` in epoch seconds. Nothing relies on it: every expiry stands in a condition. */
  readonly ttl: boolean
  /** What is written here is read by who says events, with the item as it was and as it is. */
  readonly stream?: boolean
  readonly index?: {
    readonly name: string
    readonly pk: string
    readonly sk: string
    readonly sorts: 'text' | 'number'
    readonly projection: 'KEYS_ONLY'
  }
}
export type TableName = keyof typeof TABLES

type Key = { readonly pk: string; readonly sk?: string }

/** Every key of every item. A part never holds the separator: ids, indexes and dates are base64url or digits. */
export const keys = {
  person: (personId: string): Key => ({ pk: `PERSON#${personId}`, sk: 'PERSON' }),
  organisation: (organisationId: string): Key => ({ pk: `ORG#${organisationId}`, sk: 'ORG' }),
  /** One of several places that say when trusting devices was last forbidden: every trusted sign-in asks one, and no place is asked by all. */
  trustRule: (organisationId: string, place: number): Key => ({ pk: `ORG#${organisationId}`, sk: `TRUST#${place}` }),
  member: (organisationId: string, personId: string): Key => ({
    pk: `ORG#${organisationId}`,
    sk: `PERSON#${personId}`,
  }),
  /** Leads to an admin: few of many people. */
  admin: (organisationId: string, personId: string): Key => ({ pk: `ORG#${organisationId}`, sk: `ADMIN#${personId}` }),
  phone: (index: string): Key => ({ pk: `PHONE#${index}`, sk: 'POINTER' }),
  email: (index: string): Key => ({ pk: `EMAIL#${index}`, sk: 'POINTER' }),
  login: (login: string): Key => ({ pk: `LOGIN#${login}` }),
  reset: (resetId: string): Key => ({ pk: `RESET#${resetId}` }),
  number: (index: string): Key => ({ pk: `NUMBER#${index}` }),
  source: (index: string, hour: number): Key => ({ pk: `SOURCE#${index}#${hour}` }),
  decoy: (index: string): Key => ({ pk: `DECOY#${index}` }),
  allowance: (allowance: string, whose: string): Key => ({ pk: `ALLOWANCE#${allowance}#${whose}` }),
  idempotency: (scope: string): Key => ({ pk: `IDEMPOTENCY#${scope}` }),
  session: (personId: string, sessionId: string): Key => ({ pk: `PERSON#${personId}`, sk: `SESSION#${sessionId}` }),
  device: (personId: string, deviceId: string): Key => ({ pk: `PERSON#${personId}`, sk: `DEVICE#${deviceId}` }),
  budget: (organisationId: string): Key => ({ pk: `ORG#${organisationId}`, sk: 'BUDGET' }),
  /** What became of strangers' codes in the last minutes. */
  pulse: (organisationId: string): Key => ({ pk: `ORG#${organisationId}`, sk: 'PULSE' }),
  /** A limit of text messages that was met, a pause, its end: written once, and told on the bus. */
  news: (organisationId: string, at: number, word: string): Key => ({
    pk: `ORG#${organisationId}`,
    sk: `NEWS#${String(at).padStart(15, '0')}#${word}`,
  }),
  /** Counts messages to a block of numbers. Its own partition: a flood shares none with the organisation's money. */
  block: (organisationId: string, block: string, hour: number): Key => ({
    pk: `BLOCK#${organisationId}#${block}`,
    sk: String(hour),
  }),
  line: (organisationId: string, sentAt: number, messageId: string): Key => ({
    pk: `ORG#${organisationId}`,
    sk: `LINE#${String(sentAt).padStart(15, '0')}#${messageId}`,
  }),
  /** Leads from a provider's name of a message to its line. */
  provider: (providerId: string): Key => ({ pk: `PROVIDER#${providerId}`, sk: 'LINE' }),
  audit: (organisationId: string, at: number, id: string): Key => ({
    pk: `ORG#${organisationId}`,
    sk: `AUDIT#${String(at).padStart(15, '0')}#${id}`,
  }),
} as const
