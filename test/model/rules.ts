import type { Organisation, Person } from '#core/person'
import { DAY } from '#core/time'

/** What an organisation asks of everybody, and what it says of one person: as far as they bear on signing in. */
export type Rule = Pick<
  Organisation,
  'twoFactor' | 'trustedDevices' | 'countries' | 'emailCodesWhenSmsSpent' | 'smsBudget'
>
export type Standing = Pick<Person, 'disabled' | 'twoFactorExempt'>

export type RuleChange = {
  readonly twoFactor?: Partial<Rule['twoFactor']>
  readonly trustedDevices?: Rule['trustedDevices']
  readonly countries?: Rule['countries']
  readonly emailCodesWhenSmsSpent?: boolean
  readonly smsBudget?: Pick<Rule['smsBudget'], 'limit'>
}

/** Within a batch a rule may hold as it was or as somebody is changing it: all that may be. After it, one. */
export const newRules = () => ({
  organisation: [] as readonly Rule[],
  people: new Map<string, readonly Standing[]>(),
})

export type Rules = ReturnType<typeof newRules>

const changed = (rule: Rule, change: RuleChange): Rule => ({
  ...rule,
  ...change,
  twoFactor: { ...rule.twoFactor, ...change.twoFactor },
  smsBudget: { ...rule.smsBudget, ...change.smsBudget },
})

export const NO_MONEY = '0.00'

/** No text message can be paid for. */
export const isSpent = ({ smsBudget }: Rule): boolean => smsBudget.limit === NO_MONEY

export const mayBecome = (rules: Rules, change: RuleChange): void => {
  rules.organisation = [...rules.organisation, ...rules.organisation.map((rule) => changed(rule, change))]
}

export const mayStand = (rules: Rules, personId: string, change: Partial<Standing>): void => {
  const all = rules.people.get(personId) ?? []
  rules.people.set(personId, [...all, ...all.map((standing) => ({ ...standing, ...change }))])
}

export const EXEMPT_NETWORK = '203.0.2.0/24'
const inside = (source: string, networks: readonly string[]): boolean =>
  networks.includes(EXEMPT_NETWORK) && source.startsWith('203.0.2.')

const SECOND_FACTOR_LASTS = 30 * DAY

type Asked = { readonly personId: string; readonly source: string; readonly passedAt?: number | undefined }

/** who asks for a second factor is the organisation, whatever the caller says, unless person, network or a month-old code excuse it. */
const dueIn = (rule: Rule, standing: Standing, { source, passedAt }: Asked, now: number): boolean => {
  if (!rule.twoFactor.required || standing.twoFactorExempt) return false
  if (inside(source, rule.twoFactor.exemptNetworks)) return false
  return passedAt === undefined || now >= passedAt + SECOND_FACTOR_LASTS
}

const ways = ({ organisation, people }: Rules, { personId }: Asked): readonly (readonly [Rule, Standing])[] =>
  organisation.flatMap((rule) => (people.get(personId) ?? []).map((standing) => [rule, standing] as const))

/** Whether somebody may be in without a second factor now, under any rule that may hold. */
export const mayDoWithout = (rules: Rules, asked: Asked, now: number): boolean =>
  ways(rules, asked).some(([rule, standing]) => !standing.disabled && !dueIn(rule, standing, asked, now))

export const mayBeDue = (rules: Rules, asked: Asked, now: number): boolean =>
  ways(rules, asked).some(([rule, standing]) => dueIn(rule, standing, asked, now))

export const mayAllow = ({ organisation }: Rules, holds: (rule: Rule) => boolean): boolean => organisation.some(holds)
export const mayBeEnabled = ({ people }: Rules, personId: string): boolean =>
  (people.get(personId) ?? []).some(({ disabled }) => !disabled)
