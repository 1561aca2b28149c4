import { triesOn } from '#core/charge'
import { labelOf } from '#core/label'
import type { Login } from '#core/login'
import type { Person } from '#core/person'
import type { PortsOf, Run } from '#runtime/contract'
import { orGiveBack, spent } from '#runtime/give-back'
import { readLoginId } from '#runtime/login-id'
import { mint } from '#runtime/mint'
import { tell } from '#runtime/tell'
import { tellLock } from '#runtime/tell-lock'
import { comparePin, endTrust } from './compare-pin.ts'
import type { contract } from './contract.ts'

/** Whoever has the code and not the PIN may not be the person: the person hears of it when waits begin, and when the PIN ends. */
const warn = async (login: Login, person: Person, ports: PortsOf<typeof contract>) => {
  if (login.personId === undefined) return
  await tellLock('pin', person, login.known ? 'known' : 'unknown', ports)
  if (person.pinFailures === ports.limits.pinFailuresBeforeWaits) await tell(person, 'wrong_pins', ports, {}, 'mail')
}

export const run: Run<typeof contract> = async ({ params, body, caller }, ports, refuse) => {
  const { logins, limits } = ports
  const key = readLoginId(params.loginId, caller.binding)
  const charge = key === undefined ? undefined : await logins.spendPinTry(key)
  if (key === undefined || charge?.charged !== true) throw refuse('login_closed')
  const login = charge.it
  const pool = login.known ? ('known' as const) : ('unknown' as const)
  const compared = await comparePin({ login, key, pin: body.pin, pool }, ports)
  if (compared.verdict === 'wrong') {
    const triesLeft = limits.pinTriesPerLogin - login.pinTries
    if (login.personId !== undefined && compared.person.pin === undefined) throw refuse('pin_disabled')
    if (triesOn(compared.person, login.deviceId) >= limits.deviceFailuresUntilUntrusted) await endTrust(login, ports)
    await warn(login, compared.person, ports)
    throw refuse('wrong_pin', { attemptsLeft: Math.max(0, Math.min(triesLeft, compared.failuresLeft)) })
  }
  const { person } = compared
  const trustDevice = body.trustDevice ?? false
  const charged = spent(person, 'pin', { pool, device: login.deviceId }, ports)
  const minted = await orGiveBack(
    () => logins.refundPinTry(key, 'not_compared'),
    () => mint({ login, person, factor: 'pin', charged, proof: 'pin', trustDevice, caller }, ports),
  )
  if (minted === undefined) throw refuse('login_closed')
  if (minted.trusted) await tell(person, 'new_device', ports, { device: labelOf(caller.userAgent) }, 'mail')
  return minted.signedIn
}
