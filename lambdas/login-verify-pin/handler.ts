import type { Login } from '#core/login'
import { checkSecret, refuseUnlessCompared } from '#runtime/check-secret'
import type { PortsOf, Run } from '#runtime/contract'
import { readLoginId } from '#runtime/login-id'
import { mint } from '#runtime/mint'
import type { contract } from './contract.ts'

const accused = (login: Login) =>
  login.personId === undefined
    ? { personId: undefined, index: login.numberIndex ?? '' }
    : { personId: login.personId, epoch: login.epoch }

/** A wrong PIN counts against the device that stood in for the code, too. */
const countAgainstDevice = async (login: Login, { trust }: PortsOf<typeof contract>) => {
  if (login.deviceId !== undefined && login.personId !== undefined) await trust.failed(login.personId, login.deviceId)
}

export const run: Run<typeof contract> = async ({ params, body, caller }, ports, refuse) => {
  const { logins, limits } = ports
  const key = readLoginId(params.loginId, caller.binding)
  const charge = key === undefined ? undefined : await logins.spendPinTry(key)
  if (key === undefined || charge?.charged !== true) throw refuse('login_closed')
  const login = charge.it
  const giveBack = () => logins.refundPinTry(key)
  const compared = refuseUnlessCompared(
    await checkSecret(accused(login), 'pin', body.pin, ports, giveBack),
    'login_closed',
  )
  if (compared.verdict === 'wrong') {
    await countAgainstDevice(login, ports)
    const triesLeft = limits.pinTriesPerLogin - login.pinTries
    if (login.personId !== undefined && compared.person.pin === undefined) throw refuse('pin_disabled')
    throw refuse('wrong_pin', { attemptsLeft: Math.max(0, Math.min(triesLeft, compared.failuresLeft)) })
  }
  const { person } = compared
  const session = await mint(
    { login, key, person, factor: 'pin', proof: 'pin', trustDevice: body.trustDevice ?? false, caller },
    ports,
  )
  if (session === undefined) throw refuse('login_closed')
  return session
}
