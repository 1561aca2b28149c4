import type { Ports } from '#core/ports'
import { judgeTrust } from '#core/trust'
import { ownDevice } from '#core/two-factor'
import type { Caller } from './caller.ts'
import { deviceTokenFor, sameText } from './token-text.ts'

/**
 * Whether the caller shows a device that the person of this number or address has signed in on before: they draw on an allowance of their own, which
 * nobody else can use up. Without a token for it nothing is read.
 */
export const knowsDevice = async (
  index: string,
  caller: Caller,
  { trust, clock }: Pick<Ports, 'trust' | 'clock'>,
): Promise<boolean> => {
  const token = deviceTokenFor(caller.deviceTokens, index)
  if (token === undefined) return false
  const facts = await trust.facts(token)
  const shown = { secretHash: token.secretHash, phoneIndex: index }
  if (judgeTrust(facts, shown, clock.now(), sameText) !== 'stranger') return true
  const { device, person, organisation } = facts
  if (person?.emailIndex !== index || person.disabled) return false
  const own = ownDevice({ ...(device && { device }), person }, token.secretHash, clock.now(), sameText)
  return own !== undefined && person.organisationId === organisation?.organisationId
}
