import type { Sources } from '#core/login-ports'
import type { Ports } from '#core/ports'
import { HOUR } from '#core/time'
import { type Dynamo, dynamoFromEnvironment } from './dynamo.ts'
import { keys } from './keys.ts'
import { lookup } from './lookup.ts'
import { secretFromEnvironment } from './secrets.ts'

/** The network an address belongs to: /24 for IPv4, /64 for IPv6. An attacker owns a network sooner than he owns one address. */
export const networkOf = (address: string): string => {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/.exec(address)
  if (v4) return `${v4[1]}.0/24`
  const [head = '', tail] = address.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right].map((group) =>
    group.replace(/^0+(?=.)/, ''),
  )
  return `${groups.slice(0, 4).join(':')}::/64`
}

export const sources = (
  db: Dynamo,
  indexOf: (network: string) => string,
  { clock, limits }: Pick<Ports, 'clock' | 'limits'>,
): Sources => ({
  async charge(source) {
    const hour = Math.floor(clock.now() / HOUR)
    const outcome = await db.update('logins', keys.source(indexOf(networkOf(source)), hour), {
      update: 'SET starts = if_not_exists(starts, :none) + :one, #ttl = :ttl',
      condition: 'attribute_not_exists(starts) OR starts < :most',
      names: { '#ttl': 'ttl' },
      values: { ':none': 0, ':one': 1, ':most': limits.startsPerSourceAndHour, ':ttl': (hour + 2) * 3_600 },
      wanted: [],
    })
    return outcome.done
  },
})

export const make = async (basics: Pick<Ports, 'clock' | 'limits'>): Promise<Sources> =>
  sources(dynamoFromEnvironment(), lookup(await secretFromEnvironment('lookupKey')).source, basics)
