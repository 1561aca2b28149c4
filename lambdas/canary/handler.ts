import { type CanaryStep, CanaryStopped } from '#core/canary'
import type { Ports } from '#core/ports'

export type CanaryPorts = Pick<Ports, 'canaryPerson' | 'publicDoor'>

const wordIn = (said: Readonly<Record<string, unknown>>, field: string, at: CanaryStep): string => {
  const word = said[field]
  if (typeof word !== 'string') throw new CanaryStopped(at, 'not_what_was_promised')
  return word
}

/** Signs in as a person would, looks, goes on with the session, signs out, and makes sure that it is out. */
export const run = async (_: unknown, { canaryPerson, publicDoor }: CanaryPorts): Promise<void> => {
  const { phone, code, pin } = await canaryPerson.credentials()
  const login = await publicDoor.ask({ at: 'start', route: 'POST /login/phone', body: { phone } })
  const route = `POST /login/${wordIn(login, 'loginId', 'start')}`
  if (login.next !== 'sms_code') throw new CanaryStopped('start', 'not_what_was_promised')
  await publicDoor.ask({ at: 'code', route: `${route}/code`, body: { code } })
  const session = await publicDoor.ask({ at: 'pin', route: `${route}/pin`, body: { pin } })
  await publicDoor.ask({ at: 'me', route: 'GET /me', token: wordIn(session, 'accessToken', 'pin') })
  const refreshToken = wordIn(session, 'refreshToken', 'pin')
  const renewed = await publicDoor.ask({ at: 'refresh', route: 'POST /session/refresh', body: { refreshToken } })
  const token = wordIn(renewed, 'accessToken', 'refresh')
  await publicDoor.ask({ at: 'sign_out', route: 'DELETE /session', token })
  await publicDoor.isRefused({ at: 'stay_out', route: 'GET /me', token }, 'unauthenticated')
}
