import { iso } from '#core/time'
import { isTrusted } from '#core/trust'
import type { Run } from '#runtime/contract'
import { signedIn } from '#runtime/signed-in'
import type { contract } from './contract.ts'

export const run: Run<typeof contract> = async ({ caller }, ports) => {
  const { person, organisation, session } = await signedIn(caller, ports)
  const now = ports.clock.now()
  const devices = (await ports.sessions.devicesOf(person.personId)).filter((device) => device.expiresAt > now)
  const items = devices.map((device) => {
    const trusted = isTrusted(device, person, organisation, now)
    return {
      deviceId: device.deviceId,
      label: device.label,
      current: device.deviceId === session.deviceId,
      trusted,
      ...(trusted && device.trustedUntil !== undefined ? { trustedUntil: iso(device.trustedUntil) } : {}),
      createdAt: iso(device.createdAt),
      lastUsedAt: iso(device.lastUsedAt),
    }
  })
  return { items }
}
