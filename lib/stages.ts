import type { Limits } from '#core/limits'
import type { Stage } from '#core/stage'
import { stageFaults } from './stage-faults.ts'

/** Everything that differs between stages. Every setting is written out for every stage: there are no defaults. */
export type StageSettings = Omit<Stage, 'issuer' | 'edgeToken'> & {
  /** Figures that differ from `LIMITS` in `lambdas/core/limits.ts`; `{}` for none. */
  readonly limits: Partial<Limits>
  /** A web application firewall costs a fixed sum a month; it stops floods of one address before they cost more. */
  readonly firewall: 'off' | { readonly requestsPerAddressInFiveMinutes: number }
  /** What the gateway lets through in all; above it callers are told to wait. */
  readonly throttling: { readonly requestsPerSecond: number; readonly burst: number }
  /** One of the numbers of days that CloudWatch Logs knows. */
  readonly logRetentionDays: number
  /** Which keys are in use. */
  readonly keys: KeySettings
  /** What becomes of people, keys and secrets when the stack is deleted. `retain` for anything people depend on: the stack then refuses to be deleted as well. */
  readonly durables: 'retain' | 'destroy'
  /** Who is written to when an alarm rings. The address has to confirm the subscription. */
  readonly alarmMail: 'nobody' | `${string}@${string}`
  /** US dollars: an alarm rings when the account's text messages of this month cost more. */
  readonly smsSpendAlarmUsd: number
  /** Where SNS writes what became of text messages, `sns/<region>/<account>/DirectPublishToPhoneNumber`, once that is switched on for the account. */
  readonly smsDeliveryLog: 'none' | `sns/${string}`
  /** Signs in each minute with one of `testNumbers`, and rings when it cannot. */
  readonly canary: CanarySettings
  /** Whether X-Ray sees calls of the gateway and the functions. No trace holds a number or a code. */
  readonly tracing: 'off' | 'active'
  /** How the pages look and where they are reached. */
  readonly pages: PageSettings
}

/** Keys of a kind are counted from 1; `docs/recovery.md` tells when to count on. */
export type KeySettings = {
  /** With another key no PIN and no password of the one before can be checked: everybody has to reset. */
  readonly pin: number
  /** The first signs tokens, the second is published beside it. A new one comes by `[1]`, `[1, 2]`, `[2, 1]`, `[2]`, a deployment each. */
  readonly signing: readonly [number] | readonly [number, number]
}

export type CanarySettings = 'off' | { readonly number: string }

/** How the pages look and where they are reached. */
export type PageSettings = {
  /** `#rrggbb`; made lighter or darker where it could not be read. */
  readonly accentColour: string
  /** An SVG file of this repository, shown beside the service's name. */
  readonly logo: 'none' | `${string}.svg`
  /** A certificate of us-east-1 for the host of `publicOrigin`; without one the pages have the name that CloudFront gives. */
  readonly certificateArn: 'none' | `arn:aws:acm:us-east-1:${string}`
}

export const stages = {
  dev: {
    name: 'dev',
    kind: 'test',
    smsFloods: 'record',
    publicOrigin: 'https://auth.dev.example.com',
    allowedOrigins: ['https://app.dev.example.com', 'http://localhost:5173'],
    audience: 'https://api.dev.example.com',
    serviceName: 'Latchkey',
    smsSenderId: 'Latchkey',
    mailFrom: 'no-reply@dev.example.com',
    supportUrl: 'https://dev.example.com/help',
    defaultCountry: 'GB',
    countries: ['GB', 'IE', 'DE', 'FI', 'FR', 'ES', 'SE', 'US'],
    testNumbers: [{ number: '+19895550199', endsAt: '2027-12-31T00:00:00Z' }],
    limits: {},
    firewall: 'off',
    throttling: { requestsPerSecond: 100, burst: 200 },
    logRetentionDays: 7,
    keys: { pin: 1, signing: [1] },
    durables: 'destroy',
    alarmMail: 'nobody',
    smsSpendAlarmUsd: 20,
    smsDeliveryLog: 'none',
    canary: 'off',
    tracing: 'off',
    pages: { accentColour: '#3a5bd9', logo: 'none', certificateArn: 'none' },
  },
  prod: {
    name: 'prod',
    kind: 'live',
    smsFloods: 'refuse',
    publicOrigin: 'https://auth.example.com',
    allowedOrigins: ['https://app.example.com'],
    audience: 'https://api.example.com',
    serviceName: 'Latchkey',
    smsSenderId: 'Latchkey',
    mailFrom: 'no-reply@example.com',
    supportUrl: 'https://example.com/help',
    defaultCountry: 'GB',
    countries: ['GB', 'IE'],
    testNumbers: [],
    limits: {},
    firewall: { requestsPerAddressInFiveMinutes: 1_000 },
    throttling: { requestsPerSecond: 1_000, burst: 2_000 },
    logRetentionDays: 90,
    keys: { pin: 1, signing: [1] },
    durables: 'retain',
    alarmMail: 'on-call@example.com',
    smsSpendAlarmUsd: 500,
    smsDeliveryLog: 'none',
    canary: 'off',
    tracing: 'active',
    pages: { accentColour: '#3a5bd9', logo: 'none', certificateArn: 'none' },
  },
} as const satisfies Readonly<Record<string, StageSettings>>

/** The settings as they are, or an error that names every setting that is missing, misspelt or wrong. */
export const checkedSettings = (settings: StageSettings): StageSettings => {
  const faults = stageFaults(settings)
  if (faults.length > 0) throw new Error(`stage settings: ${faults.join('; ')}`)
  return settings
}

/** The stage that the command line chose. */
export const stageNamed = (name: unknown): StageSettings => {
  const found = Object.entries<StageSettings>(stages).find(([known]) => known === name)
  if (!found) throw new Error(`stage "${String(name)}" is not one of ${Object.keys(stages).join(', ')}`)
  return checkedSettings(found[1])
}

/** The part that functions read. */
export const stageOf = (settings: StageSettings): Stage => ({
  name: settings.name,
  kind: settings.kind,
  smsFloods: settings.smsFloods,
  publicOrigin: settings.publicOrigin,
  issuer: settings.publicOrigin,
  audience: settings.audience,
  allowedOrigins: settings.allowedOrigins,
  serviceName: settings.serviceName,
  smsSenderId: settings.smsSenderId,
  mailFrom: settings.mailFrom,
  supportUrl: settings.supportUrl,
  defaultCountry: settings.defaultCountry,
  countries: settings.countries,
  testNumbers: settings.testNumbers,
})
