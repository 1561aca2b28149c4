import type { Pool } from '#core/bucket'
import { inNetworks } from '#core/network'
import type { Organisation, Person } from '#core/person'
import { Refused } from '#core/refusal'
import type { Device } from '#core/session'
import { judgeTwoFactor, ownDevice, passedAt, type TwoFactorVerdict } from '#core/two-factor'
import type { Caller } from '#runtime/caller'
import type { PortsOf } from '#runtime/contract'
import { deviceTokenFor, sameText } from '#runtime/token-text'
import type { contract } from './contract.ts'

/** Somebody whose password was right: on which device, and whether that is enough. */
export type Standing = {
  readonly person: Person
  readonly organisation: Organisation
  readonly device?: Device
  readonly verdict: TwoFactorVerdict
  /** Which bucket the right password was charged to, to be given back. */
  readonly pool: Pool
}

type Ports = PortsOf<typeof contract>

/** A device that this address's person has signed in on before, with what was read beside it. */
export type Recognised = { readonly device: Device; readonly organisation: Organisation }

/** Undefined for a caller who shows no device, or one that is not this person's any more. */
export const recognise = async (
  index: string,
  caller: Caller,
  { trust, clock }: Ports,
): Promise<Recognised | undefined> => {
  const token = deviceTokenFor(caller.deviceTokens, index)
  if (token === undefined) return undefined
  const { device: shown, person, organisation } = await trust.facts(token)
  if (person?.emailIndex !== index || person.organisationId !== organisation?.organisationId) return undefined
  const device = ownDevice({ device: shown, person }, token.secretHash, clock.now(), sameText)
  return device === undefined ? undefined : { device, organisation }
}

export const standingOf = async (
  { person, recognised, pool }: Pick<Standing, 'person' | 'pool'> & { readonly recognised: Recognised | undefined },
  caller: Caller,
  { organisations, clock, limits }: Ports,
): Promise<Standing> => {
  const organisation = recognised?.organisation ?? (await organisations.read(person.organisationId))
  if (organisation === undefined) throw new Refused('unavailable')
  const verdict = judgeTwoFactor(
    {
      required: organisation.twoFactor.required,
      personExempt: person.twoFactorExempt,
      networkExempt: inNetworks(caller.source, organisation.twoFactor.exemptNetworks),
      passedAt: passedAt(recognised?.device, organisation),
    },
    clock.now(),
    limits,
  )
  return { person, organisation, device: recognised?.device, verdict, pool }
}
