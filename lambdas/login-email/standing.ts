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
}

type Ports = PortsOf<typeof contract>

const factsOf = async (person: Person, caller: Caller, { trust, organisations }: Ports) => {
  const token = deviceTokenFor(caller.deviceTokens, person.emailIndex ?? '')
  const own = token?.personId === person.personId && token.organisationId === person.organisationId
  if (token === undefined || !own) return { organisation: await organisations.read(person.organisationId) }
  const { device, organisation } = await trust.facts(token)
  return { device, organisation, secretHash: token.secretHash }
}

export const standingOf = async (person: Person, caller: Caller, ports: Ports): Promise<Standing> => {
  const now = ports.clock.now()
  const facts = await factsOf(person, caller, ports)
  const { organisation } = facts
  if (organisation === undefined) throw new Refused('unavailable')
  const device = ownDevice({ device: facts.device, person }, facts.secretHash ?? '', now, sameText)
  const verdict = judgeTwoFactor(
    {
      required: organisation.twoFactor.required,
      personExempt: person.twoFactorExempt,
      networkExempt: inNetworks(caller.source, organisation.twoFactor.exemptNetworks),
      passedAt: passedAt(device, organisation),
    },
    now,
    ports.limits,
  )
  return { person, organisation, device, verdict }
}
