import type { Pointer } from '#core/person'
import type { PortsOf } from '#runtime/contract'
import type { contract } from './contract.ts'

/** A closed login, for "why could X not get in?". Written for nobody too, so that it tells nothing. */
export const noteWrongPassword = async (
  index: string,
  known: Pointer | undefined,
  { logins, clock, chance, codes, limits }: PortsOf<typeof contract>,
): Promise<void> => {
  const now = clock.now()
  await logins.put({
    loginId: chance.id(),
    journey: 'email',
    step: 'closed',
    handles: {},
    seed: codes.newSeed(),
    sends: 0,
    sentAt: now,
    channel: 'email',
    sentTo: '',
    tries: 0,
    pinTries: 0,
    startedAt: now,
    expiresAt: now + limits.loginLifeMs,
    personId: known?.personId,
    organisationId: known?.organisationId ?? 'nobody',
    epoch: known?.epoch ?? 0,
    numberIndex: index,
    locale: known?.locale ?? 'en',
    proved: [],
    trustAsked: false,
    trail: [
      { at: now, word: 'started' },
      { at: now, word: 'wrong_password' },
    ],
  })
}
