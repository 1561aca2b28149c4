import type { Login } from '#core/login'
import { Refused } from '#core/refusal'
import type { PortsOf } from '#runtime/contract'
import type { contract } from './contract.ts'

const WORDS = { sms_budget_spent: 'budget_spent', country_not_allowed: 'country_not_allowed' } as const

/** The password was right and no text message can be had. The login that might have been is kept closed, for "why could X not get in?". */
export const unpaid = async (
  login: Login,
  why: keyof typeof WORDS,
  { logins }: PortsOf<typeof contract>,
): Promise<never> => {
  const trail = [...login.trail, { at: login.startedAt, word: WORDS[why] }]
  await logins.put({ ...login, step: 'closed', trail })
  throw new Refused(why, { alternatives: [] })
}
