import { normalEmail } from '#core/email'
import { normalPassword } from '#core/password-policy'
import { HOUR, waitSeconds } from '#core/time'
import { checkSecret } from '#runtime/check-secret'
import type { Run } from '#runtime/contract'
import { tellLock, tellNobody } from '#runtime/tell-lock'
import { askSecondFactor } from './ask-second-factor.ts'
import type { contract } from './contract.ts'
import { enter } from './enter.ts'
import { noteWrongPassword } from './note-wrong-password.ts'
import { recognise, standingOf } from './standing.ts'

/** Nobody learns whether an address is known: unknown, disabled and wrong take the same steps and answer the same. */
export const run: Run<typeof contract> = async ({ body, caller }, ports, refuse) => {
  const { lookup, directory, sources, clock } = ports
  const email = normalEmail(body.email)
  if (email === undefined)
    throw refuse('invalid_request', { fields: [{ path: 'email', problem: 'not an e-mail address' }] })
  const index = lookup.email(email)
  const [allowed, pointer, recognised] = await Promise.all([
    sources.charge(caller.source),
    directory.byEmail(index),
    recognise(index, caller, ports),
  ])
  if (!allowed && recognised === undefined) {
    const nextHourAt = (Math.floor(clock.now() / HOUR) + 1) * HOUR
    throw refuse('too_many_requests', { retryAfterSeconds: waitSeconds(nextHourAt, clock.now()) })
  }
  const known = pointer !== undefined && !pointer.disabled ? pointer : undefined
  const accused =
    known === undefined ? { personId: undefined, index } : { personId: known.personId, epoch: known.epoch }
  const pool = recognised === undefined ? 'unknown' : 'known'
  const checked = await checkSecret(accused, 'password', normalPassword(body.password), ports, { pool })
  if (checked.verdict === 'wait') throw refuse('too_many_requests', { retryAfterSeconds: checked.retryAfterSeconds })
  if (checked.verdict === 'empty') throw refuse('step_up_required')
  if (checked.verdict === 'disabled') throw refuse('password_disabled')
  if (checked.verdict !== 'right') {
    await noteWrongPassword(index, known, ports)
    const told = known === undefined ? tellNobody : tellLock
    if (checked.verdict === 'wrong') await told('password', checked.person, pool, ports)
    throw refuse('wrong_password')
  }
  const standing = await standingOf({ person: checked.person, recognised, pool }, caller, ports)
  return standing.verdict.due ? askSecondFactor(standing, caller, ports) : enter(standing, caller, ports)
}
