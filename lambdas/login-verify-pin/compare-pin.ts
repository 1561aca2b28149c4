import type { Pool } from '#core/bucket'
import type { NotCompared } from '#core/charge'
import { type Login, triedBefore } from '#core/login'
import type { LoginKey } from '#core/login-ports'
import { MINUTE } from '#core/time'
import { checkSecret, type Lateness, refuseUnlessCompared } from '#runtime/check-secret'
import type { PortsOf } from '#runtime/contract'
import type { contract } from './contract.ts'

type Ports = PortsOf<typeof contract>
type Typed = { readonly login: Login; readonly key: LoginKey; readonly pin: string; readonly pool: Pool }

// The times that are compared were written down by two functions, whose clocks may differ.
const CLOCKS_DIFFER_MS = MINUTE

const accused = (login: Login) =>
  login.personId === undefined
    ? { personId: undefined, index: login.numberIndex ?? '' }
    : { personId: login.personId, epoch: login.epoch }

/** A login does not say that it became a session. Whoever still holds its id proves nothing by it, and must not use up its person's tries. */
const lateness = (login: Login, key: LoginKey, { logins, signIns }: Ports): Lateness => ({
  since: login.startedAt - CLOCKS_DIFFER_MS,
  isUsedUp: async () => {
    const usedUp = await signIns.of(login)
    if (usedUp) await logins.markUsedUp(key)
    return usedUp
  },
})

/** The device that stood in for the code does so no more. */
export const endTrust = async (login: Login, { trust }: Pick<Ports, 'trust'>): Promise<void> => {
  if (login.deviceId !== undefined && login.personId !== undefined) await trust.end(login.personId, login.deviceId)
}

/** Charges the person, compares, and leaves the step for all that is neither right nor wrong. */
export const comparePin = async ({ login, key, pin, pool }: Typed, ports: Ports) => {
  const used = login.pinInUse === true || login.pinTries > 1
  const giveBack = (why: NotCompared) => ports.logins.refundPinTry(key, why)
  const late = triedBefore(login) ? { late: lateness(login, key, ports) } : {}
  const device = login.deviceId
  const checked = await checkSecret(accused(login), 'pin', pin, ports, { pool, device, used, giveBack, ...late })
  // It stands in for nothing any more, whatever became of the call that saw its last wrong PIN.
  if (checked.verdict === 'untrusted') await endTrust(login, ports)
  return refuseUnlessCompared(checked, 'login_closed')
}
