import type { Organisation, Person } from './person.ts'

export type SecondFactorPlan =
  | { readonly ask: 'code'; readonly channel: 'sms' }
  | { readonly ask: 'code'; readonly channel: 'email'; readonly smsSpent: boolean }
  | { readonly ask: 'phone_number' }
  | { readonly ask: 'nothing'; readonly refuse: 'sms_budget_spent' | 'country_not_allowed' }

/**
 * How a second factor that is due is asked for. Never left out: without money for a text message the code goes by e-mail where the
 * organisation allows that, and otherwise nobody gets in.
 */
export const planSecondFactor = (
  person: Pick<Person, 'sealedPhone'>,
  organisation: Pick<Organisation, 'twoFactor' | 'emailCodesWhenSmsSpent'>,
  purse: 'pay' | 'sms_budget_spent' | 'country_not_allowed',
): SecondFactorPlan => {
  if (organisation.twoFactor.method === 'email') return { ask: 'code', channel: 'email', smsSpent: false }
  if (purse === 'sms_budget_spent' && organisation.emailCodesWhenSmsSpent)
    return { ask: 'code', channel: 'email', smsSpent: true }
  if (purse !== 'pay') return { ask: 'nothing', refuse: purse }
  return person.sealedPhone === undefined ? { ask: 'phone_number' } : { ask: 'code', channel: 'sms' }
}
