import { RetentionDays } from 'aws-cdk-lib/aws-logs'
import { LIMITS, type Limits, limitsOf } from '#core/limits'
import type { TestNumber } from '#core/test-number'
import { canaryFaults, isCanary } from './canary-faults.ts'
import type { StageSettings } from './stages.ts'

type Check = { readonly wants: string; readonly holds: (value: unknown) => boolean }

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) > 0

const matches =
  (pattern: RegExp) =>
  (value: unknown): boolean =>
    typeof value === 'string' && pattern.test(value)

const listOf =
  (each: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every(each)

const counts =
  (...names: readonly string[]) =>
  (value: unknown): boolean =>
    isRecord(value) &&
    Object.keys(value).sort().join() === names.toSorted().join() &&
    Object.values(value).every(isCount)

const isOrigin = matches(/^https:\/\/[a-z0-9.-]+(:\d+)?$|^http:\/\/localhost(:\d+)?$/)
const isCountry = matches(/^[A-Z]{2}$/)
const isFirewall = counts('requestsPerAddressInFiveMinutes')
const isMail = matches(/^[^\s@]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i)
const isTestNumber = (value: unknown): boolean =>
  isRecord(value) &&
  Object.keys(value).sort().join() === 'endsAt,number' &&
  matches(/^\+[1-9]\d{6,14}$/)(value.number) &&
  matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)(value.endsAt) &&
  Number.isFinite(Date.parse(String(value.endsAt)))
const isPages = (value: unknown): boolean =>
  isRecord(value) &&
  Object.keys(value).sort().join() === 'accentColour,certificateArn,logo' &&
  matches(/^#[0-9a-f]{6}$/i)(value.accentColour) &&
  matches(/^none$|^[\w./-]+\.svg$/)(value.logo) &&
  matches(/^none$|^arn:aws:acm:us-east-1:\d{12}:certificate\/\S+$/)(value.certificateArn)
const isKeys = (value: unknown): boolean =>
  isRecord(value) &&
  Object.keys(value).sort().join() === 'pin,signing' &&
  isCount(value.pin) &&
  listOf(isCount)(value.signing) &&
  [1, 2].includes(new Set(value.signing as readonly number[]).size) &&
  new Set(value.signing as readonly number[]).size === (value.signing as readonly number[]).length
const isEachOnce = (list: readonly TestNumber[]): boolean =>
  new Set(list.map(({ number }) => number)).size === list.length
const knownLimits = Object.keys(LIMITS)

const NIST_CEILING = 100

/** No stage lets more wrong tries in a row than SP 800-63B-4 does, in either pool of one factor. */
const beyondCeiling = (overrides: Partial<Limits>): readonly string[] => {
  const limits = limitsOf(overrides)
  const codes = limits.codeFailuresUntilDisabled + limits.codeFailuresUntilDisabledOfKnown
  const { pinFailuresUntilDisabled: pins } = limits
  const passwords = Math.max(limits.passwordFailuresUntilDisabled, limits.passwordFailuresUntilDisabledOfKnown)
  return codes > NIST_CEILING || pins > NIST_CEILING || passwords > NIST_CEILING
    ? [`limits must let no factor fail more than ${NIST_CEILING} times in a row`]
    : []
}

const MOST_STARTS = 100

/** Each start that a window counts is a place in the number's item and a word in the write that shifts them: DynamoDB takes so many and no more. */
const beyondPlaces = (overrides: Partial<Limits>): readonly string[] =>
  limitsOf(overrides).startsPerNumber.some(({ most }) => !isCount(most) || most > MOST_STARTS)
    ? [`limits.startsPerNumber must count 1 to ${MOST_STARTS} starts in each window`]
    : []

/** What each setting must be, in words for the engineer who mistyped it. */
const checks: { readonly [K in keyof StageSettings]-?: Check } = {
  name: { wants: 'a short lower-case name', holds: matches(/^[a-z][a-z0-9-]{0,19}$/) },
  kind: { wants: "'test' or 'live'", holds: matches(/^(test|live)$/) },
  smsFloods: { wants: "'record' or 'refuse'", holds: matches(/^(record|refuse)$/) },
  publicOrigin: { wants: 'an https origin without a trailing slash', holds: isOrigin },
  allowedOrigins: { wants: 'a list of origins without trailing slashes', holds: listOf(isOrigin) },
  audience: { wants: 'the name that your APIs expect in a token', holds: matches(/^\S+$/) },
  serviceName: { wants: 'the name people know, 1 to 20 characters', holds: matches(/^.{1,20}$/) },
  smsSenderId: {
    wants: '3 to 11 letters and digits with a letter among them',
    holds: matches(/^(?=.*[A-Za-z])[A-Za-z0-9]{3,11}$/),
  },
  mailFrom: { wants: 'an e-mail address', holds: isMail },
  supportUrl: { wants: 'an https address', holds: matches(/^https:\/\/\S+$/) },
  defaultCountry: { wants: 'a country of two capital letters', holds: isCountry },
  countries: {
    wants: 'a list of countries of two capital letters, not empty',
    holds: (value) => listOf(isCountry)(value) && String(value) !== '',
  },
  testNumbers: {
    wants: 'a list of { number: E.164, endsAt: an instant such as 2027-06-30T00:00:00Z }, each number once',
    holds: (value) => listOf(isTestNumber)(value) && isEachOnce(value as readonly TestNumber[]),
  },
  limits: {
    wants: `some of ${knownLimits.join(', ')}`,
    holds: (value) => isRecord(value) && Object.keys(value).every((name) => knownLimits.includes(name)),
  },
  firewall: {
    wants: "'off' or { requestsPerAddressInFiveMinutes }",
    holds: (value) => value === 'off' || isFirewall(value),
  },
  throttling: { wants: '{ requestsPerSecond, burst }', holds: counts('requestsPerSecond', 'burst') },
  logRetentionDays: {
    wants: 'a retention that CloudWatch Logs knows',
    holds: (value) => isCount(value) && Number(value) in RetentionDays,
  },
  keys: { wants: '{ pin: 1, signing: [1] }, counted from 1, at most two that sign', holds: isKeys },
  durables: { wants: "'retain' or 'destroy'", holds: matches(/^(retain|destroy)$/) },
  alarmMail: { wants: "an e-mail address or 'nobody'", holds: (value) => value === 'nobody' || isMail(value) },
  canary: { wants: "'off' or { number }, one of testNumbers", holds: isCanary },
  pages: { wants: '{ accentColour: #rrggbb, logo, certificateArn }', holds: isPages },
  smsDeliveryLog: { wants: "'none' or the name of a log group of SNS", holds: matches(/^none$|^sns\/[\w./-]+$/) },
  smsSpendAlarmUsd: { wants: 'a whole number of US dollars', holds: isCount },
  tracing: { wants: "'off' or 'active'", holds: matches(/^(off|active)$/) },
}

/** One sentence for each setting that is missing, unknown or not what it must be. */
export const stageFaults = (settings: Readonly<Record<string, unknown>>): readonly string[] => [
  ...Object.keys(settings)
    .filter((name) => !(name in checks))
    .map((name) => `${name} is not a setting`),
  ...Object.entries(checks)
    .filter(([name, check]) => !check.holds(settings[name]))
    .map(([name, { wants }]) => (settings[name] === undefined ? `${name} is missing` : `${name} must be ${wants}`)),
  ...(Array.isArray(settings.countries) && !settings.countries.includes(settings.defaultCountry)
    ? ['defaultCountry must be one of countries']
    : []),
  ...(isCanary(settings.canary) && listOf(isTestNumber)(settings.testNumbers) && isRecord(settings.limits)
    ? canaryFaults(settings as StageSettings)
    : []),
  ...(isRecord(settings.limits)
    ? [beyondCeiling, beyondPlaces].flatMap((faultsOf) => faultsOf(settings.limits as Partial<Limits>))
    : []),
  ...(settings.kind !== 'test' && Array.isArray(settings.testNumbers) && settings.testNumbers.length > 0
    ? ["testNumbers are refused unless kind is 'test'"]
    : []),
]
