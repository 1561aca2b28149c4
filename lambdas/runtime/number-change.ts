import type { Login } from '#core/login'
import type { LoginKey, Ports } from '#core/ports'
import { Refused } from '#core/refusal'
import type { Session } from '#core/session'
import type { Caller } from './caller.ts'
import { readLoginId } from './login-id.ts'
import { signedIn } from './signed-in.ts'

/** A change belongs to the session that began it. No client of a sign-in can have this binding, so it never opens one. */
export const bindingOf = ({ sessionId }: Pick<Session, 'sessionId'>): string => `change:${sessionId}`

export type RunningChange = { readonly key: LoginKey; readonly change: Login }

/** The change of a number that this session waits to prove, begun by this person as they are now. */
export const runningChange = async (
  changeId: string,
  caller: Caller,
  ports: Pick<Ports, 'sessions' | 'logins' | 'clock'>,
): Promise<RunningChange> => {
  const { person, session } = await signedIn(caller, ports)
  const key = readLoginId(changeId, bindingOf(session))
  const change = key === undefined ? undefined : await ports.logins.read(key)
  if (key === undefined || change?.journey !== 'change' || change.step !== 'code') throw new Refused('login_closed')
  if (change.personId !== person.personId || change.epoch !== person.epoch) throw new Refused('login_closed')
  return { key, change }
}
