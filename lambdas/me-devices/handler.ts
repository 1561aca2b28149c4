import { iso } from '#core/time'
import { isTrusted } from '#core/trust'
import { passedUntil } from '#core/two-factor'
import type { Run } from '#runtime/contract'
import { signedIn } from '#runtime/signed-in'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ caller }, ports) => {
  const { person, organisation, session } = await signedIn(caller, ports)
  const now = ports.clock.now()
  const devices = (await ports.sessions.devicesOf(person.personId)).filter((device) => device.expiresAt > now)
  const items = devices.map((device) => {
    const instead = isTrusted(device, person, organisation, now) ? device.trustedUntil : undefined
    const until = instead ?? passedUntil(device, person, organisation, ports.limits)
    const trusted = until !== undefined && until > now
    return {
      deviceId: device.deviceId,
      label: device.label,
      current: device.deviceId === session.deviceId,
      trusted,
      ...(trusted ? { trustedUntil: iso(until) } : {}),
      createdAt: iso(device.createdAt),
      lastUsedAt: iso(device.lastUsedAt),
    }
  })
  return { items }
}
