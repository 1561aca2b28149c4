import { isTooWide, readNetwork } from '#core/network'
import type { Organisation } from '#core/person'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'

const wrong = (path: string, problem: string) => new Refused('invalid_request', { fields: [{ path, problem }] })

const added = <T>(before: readonly T[], after: readonly T[]): readonly T[] =>
  after.filter((one) => !before.includes(one))

/** An exemption is for an office. Whoever wants none to be asked switches two-factor off, which everybody sees in the settings. */
const refuseNetworks = (before: readonly string[], after: readonly string[]): void => {
  for (const cidr of added(before, after)) {
    const network = readNetwork(cidr)
    if (network === undefined) throw wrong('twoFactor.exemptNetworks', 'not a network such as 203.0.113.0/24')
    if (isTooWide(network)) throw wrong('twoFactor.exemptNetworks', 'wider than /8, or /16 of IPv6')
  }
}

/** Refuses what an admin may not set. What stands there from before may stay. */
export const refuseWrongSettings = (
  before: Organisation,
  after: Organisation,
  { stage }: Pick<Ports, 'stage'>,
): void => {
  refuseNetworks(before.twoFactor.exemptNetworks, after.twoFactor.exemptNetworks)
  if (!after.countries.includes(after.defaultCountry)) throw wrong('countries', 'the default country is missing')
  if (!added(before.countries, after.countries).every((country) => stage.countries.includes(country)))
    throw wrong('countries', 'no messages are sent to this country from here')
}
