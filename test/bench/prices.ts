/** List prices in US dollars, us-east-1, before free tiers and discounts, as known at this date. Typed by hand: look again before you rely on one. */
export const PRICES = {
  asOf: '2026-11',
  perMillion: {
    /** A request to a REST API, the first 333 million of a month. */
    restRequest: 3.5,
    lambdaRequest: 0.2,
    writeUnit: 0.625,
    readUnit: 0.125,
    /** Symmetric, HMAC and RSA 2048 alike: 0.03 for 10,000. */
    kmsRequest: 3,
    stateTransition: 25,
    email: 100,
  },
  /** Lambda on arm64, first tier. */
  perGigabyteSecond: 0.000_013_333_4,
  /** CloudWatch Logs, taken in. */
  perLogGigabyte: 0.5,
  /** One text message segment, transactional, as a rule of thumb: carriers and routes differ, and the United States add carrier fees. */
  sms: { 'United States': 0.009, 'United Kingdom': 0.04 },
} as const

/** What is billed but not counted: estimates, each on the high side. Milliseconds and bytes. */
export const ESTIMATES = {
  perRunMs: 4,
  perDynamoMs: 5,
  perKmsMs: 8,
  perMessageMs: 80,
  perSlowHashMs: 30,
  /** A function that hashes slowly has a full processor, the others 512 MB. */
  gigabytes: { hashing: 1.769, other: 0.5 },
  /** Two lines of ours, about 430 together, and Lambda's own three, about 310; 26 more are billed for each line. */
  logBytesPerRun: 900,
} as const

/** What others ask per million sign-ins by their public prices, as known at the same date: a million sign-ins are 100,000 people who sign in ten times a month. */
export const OTHERS = [
  { name: 'Amazon Cognito Essentials', perMillion: 1_350, besides: 'SMS at the same price per message' },
  { name: 'Amazon Cognito Lite', perMillion: 495, besides: 'SMS at the same price per message' },
  {
    name: 'Auth0',
    perMillion: 7_000,
    besides: '0.07 a person and month in its smallest plan; so many people are priced on request',
  },
  { name: 'Twilio Verify', perMillion: 50_000, besides: '0.05 for each successful verification, and the SMS' },
] as const
