type Address = { readonly bits: 32 | 128; readonly value: bigint }

const readV4 = (text: string): bigint | undefined => {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255))
    return undefined
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n)
}

const readGroups = (text: string): readonly bigint[] | undefined => {
  if (text === '') return []
  const groups = text.split(':')
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? groups.map((group) => BigInt(`0x${group}`))
    : undefined
}

const readV6 = (text: string): bigint | undefined => {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = [readGroups(halves[0] ?? ''), readGroups(halves[1] ?? '')]
  if (head === undefined || tail === undefined) return undefined
  const missing = 8 - head.length - tail.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...tail]
  return groups.reduce((value, group) => (value << 16n) | group, 0n)
}

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

const readAddress = (text: string): Address | undefined => {
  const v4 = readV4(MAPPED.exec(text)?.[1] ?? text)
  if (v4 !== undefined) return { bits: 32, value: v4 }
  const v6 = readV6(text)
  return v6 === undefined ? undefined : { bits: 128, value: v6 }
}

type Network = Address & { readonly prefix: number }

/** A network such as `203.0.113.0/24` or `2001:db8::/32`; undefined when it is none, or when bits stand behind the prefix. */
export const readNetwork = (cidr: string): Network | undefined => {
  const [text = '', length = '', more] = cidr.split('/')
  const address = readAddress(text)
  if (address === undefined || more !== undefined || !/^(0|[1-9]\d{0,2})$/.test(length)) return undefined
  const prefix = Number(length)
  if (prefix > address.bits) return undefined
  const rest = (1n << BigInt(address.bits - prefix)) - 1n
  return (address.value & rest) === 0n ? { ...address, prefix } : undefined
}

// Nobody has more: it is what a registry gives to one company, and 10.0.0.0/8.
const WIDEST = { 32: 8, 128: 16 } as const

/** Whether it is no organisation's network but a part of the internet. */
export const isTooWide = ({ bits, prefix }: Network): boolean => prefix < WIDEST[bits]

/** Whether an address lies in one of these networks. What cannot be read lies in none. */
export const inNetworks = (source: string, cidrs: readonly string[]): boolean => {
  const address = readAddress(source)
  if (address === undefined) return false
  return cidrs.some((cidr) => {
    const network = readNetwork(cidr)
    if (network === undefined || network.bits !== address.bits) return false
    const shift = BigInt(network.bits - network.prefix)
    return address.value >> shift === network.value >> shift
  })
}
