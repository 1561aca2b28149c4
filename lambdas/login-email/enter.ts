import { Refused } from '#core/refusal'
import type { Caller } from '#runtime/caller'
import type { PortsOf } from '#runtime/contract'
import { orGiveBack, spent } from '#runtime/give-back'
import { mint } from '#runtime/mint'
import type { contract } from './contract.ts'
import { draft, newKey } from './draft.ts'
import type { Standing } from './standing.ts'

/** No second factor is due: the password is the last proof. The login is kept for the attempts an admin can read. */
export const enter = async (
  { person, device, verdict, pool }: Standing,
  caller: Caller,
  ports: PortsOf<typeof contract>,
) => {
  const begun = draft(person, ports)
  const { key } = newKey(begun, caller, ports)
  const byDevice = !verdict.due && verdict.because === 'passed'
  const login = {
    ...begun,
    handles: { [key.handle]: key.binding },
    passedBy: key.handle,
    ...(device === undefined ? {} : { deviceId: device.deviceId }),
    ...(byDevice ? { twoFactorAt: device?.twoFactorAt, proved: ['password', 'device'] as const } : {}),
  }
  const charged = spent(person, 'password', { pool }, ports)
  await orGiveBack(charged.giveBack, () => ports.logins.put(login))
  const minted = await mint({ login, person, factor: 'password', charged, trustDevice: false, caller }, ports)
  if (minted === undefined) throw new Refused('wrong_password')
  return minted.signedIn
}
