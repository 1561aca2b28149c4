import assert from 'node:assert/strict'
import { knock } from '#support/door'
import { CHOICES, current, mayTurn } from './belongings.ts'
import { mayEndAll } from './endings.ts'
import { countUp } from './memory.ts'
import type { Act, Of } from './outcomes.ts'
import { EXEMPT_NETWORK, mayBecome, mayStand, type RuleChange, type Standing } from './rules.ts'
import type { Play } from './stage.ts'
import type { Deed, Setting } from './vocabulary.ts'
import { forgetWrongCodes } from './wrong-codes.ts'

const SETTINGS: Readonly<Record<Setting, RuleChange>> = {
  two_factor: { twoFactor: { required: true } },
  no_two_factor: { twoFactor: { required: false } },
  by_email: { twoFactor: { method: 'email' } },
  by_sms: { twoFactor: { method: 'sms' } },
  network: { twoFactor: { exemptNetworks: [EXEMPT_NETWORK] } },
  no_network: { twoFactor: { exemptNetworks: [] } },
  trust: { trustedDevices: { allowed: true } },
  no_trust: { trustedDevices: { allowed: false } },
  abroad: { countries: ['GB', 'US'] },
  at_home: { countries: ['GB'] },
  mail_when_spent: { emailCodesWhenSmsSpent: true },
  no_mail_when_spent: { emailCodesWhenSmsSpent: false },
}

/** forbidding trust ends all there is, and allowing it anew brings none of it back. */
const mayEndTrust = ({ memory }: Play): (() => void) => {
  const devices = [...memory.devices]
  for (const device of devices) device.doubtful = true
  return () =>
    memory.from(() => {
      for (const device of devices) device.untrusted = true
    })
}

export const changeSettings = (play: Play, { setting }: Of<'settings'>): Act => {
  const { real, memory, adminToken } = play
  const change = SETTINGS[setting]
  const allowed = change.trustedDevices?.allowed
  const changes = allowed !== undefined && allowed !== memory.rules.organisation[0]?.trustedDevices.allowed
  const ended = changes ? mayEndTrust(play) : () => {}
  mayBecome(memory.rules, change)
  return async () => {
    const answer = await knock(real, 'PATCH /organisation', { body: change, token: adminToken })
    if (answer.status === 200) ended()
  }
}

const STANDINGS: Readonly<Partial<Record<Deed, Partial<Standing>>>> = {
  disable: { disabled: true },
  enable: { disabled: false },
  exempt: { twoFactorExempt: true },
  not_exempt: { twoFactorExempt: false },
}

const unlock = (play: Play, personId: string): Act => {
  const { real, memory, adminToken } = play
  for (const factor of ['pin', 'password']) countUp(memory.forgiven, `${personId} ${factor}`)
  forgetWrongCodes(play, personId)
  return () => knock(real, `POST /organisation/people/${personId}/unlock`, { token: adminToken })
}

/** A number that was wrong is set right: all that there was of the person ends, and the next sign-in proves the new one. */
export const correct = (play: Play, { who, to }: Of<'correct'>): Act => {
  const { w, real, cast, memory, adminToken: token } = play
  const { personId } = cast[who]
  const phone = CHOICES.phone[to] ?? CHOICES.phone[0]
  const moves = current(play, personId, 'phone') !== phone
  const ended = moves ? mayEndAll(play, personId) : () => {}
  mayTurn(play, personId, 'phone', phone)
  memory.phonesEntered.add(phone)
  forgetWrongCodes(play, personId)
  return async () => {
    const answer = await knock(real, `PATCH /organisation/people/${personId}`, { body: { phone }, token })
    if (answer.status !== 200 || !moves) return
    const now = w.now()
    memory.from(() => void memory.phoneChangedAt.set(personId, now))
    ended()
  }
}

/** What an admin does to a person. */
export const deal = (play: Play, { who, deed }: Of<'person'>): Act => {
  const { real, cast, memory, adminToken: token } = play
  const { personId } = cast[who]
  const path = `/organisation/people/${personId}`
  if (deed === 'unlock') return unlock(play, personId)
  const ended = deed === 'end_sessions' || deed === 'disable' ? mayEndAll(play, personId) : () => {}
  const change = STANDINGS[deed]
  if (change !== undefined) mayStand(memory.rules, personId, change)
  return async () => {
    const answer =
      change === undefined
        ? await knock(real, `POST ${path}/end-sessions`, { token })
        : await knock(real, `PATCH ${path}`, { body: change, token })
    assert.notEqual(answer.status, 401, 'I10: an admin who is signed in stays so')
    if (answer.status < 300) ended()
  }
}
