import { normalPassword } from '#core/password-policy'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import { checkSecret, refuseUnlessCompared } from './check-secret.ts'
import { tellLock } from './tell-lock.ts'

type Shown = { readonly currentPin?: string | undefined; readonly currentPassword?: string | undefined }

/** Exactly one of the two, charged like every other try of it, and given back when it is right. */
export const confirmSecret = async (
  { personId, epoch }: Person,
  { currentPin, currentPassword }: Shown,
  ports: Pick<Ports, 'people' | 'pinCheck' | 'messages' | 'clock' | 'chance' | 'limits' | 'stage'>,
): Promise<void> => {
  const secret = currentPin ?? (currentPassword === undefined ? undefined : normalPassword(currentPassword))
  if (secret === undefined || (currentPin !== undefined && currentPassword !== undefined))
    throw new Refused('invalid_request', {
      fields: [{ path: 'currentPin', problem: 'currentPin or currentPassword is needed' }],
    })
  const factor = currentPin === undefined ? 'password' : 'pin'
  const checked = await checkSecret({ personId, epoch }, factor, secret, ports)
  if (checked.verdict === 'disabled' && factor === 'password') throw new Refused('password_disabled')
  const { verdict, ...compared } = refuseUnlessCompared(checked, 'unauthenticated')
  if (verdict === 'right') return ports.people.refundTry(personId, factor)
  await tellLock(factor, compared.person, 'known', ports)
  const attemptsLeft = 'failuresLeft' in compared ? compared.failuresLeft : 0
  throw new Refused(factor === 'pin' ? 'wrong_pin' : 'wrong_password', { attemptsLeft })
}
