import type { Ports } from '#core/ports'
import type { SessionPlaces } from '#core/session-ports'
import { DAY } from '#core/time'
import { type Dynamo, dynamoFromEnvironment } from './dynamo.ts'
import { keys } from './keys.ts'

// Longer than any login lives, which its place must outlast; and as long as admins read of it.
export const KEEP_ENDED_MS = 2 * DAY

export const sessionPlaces = (db: Dynamo, { clock }: Pick<Ports, 'clock'>): SessionPlaces => ({
  // Like a session that was ended, but one that never began. For nobody it is written, too, and takes as long.
  async take({ loginId, personId = 'nobody' }) {
    const now = clock.now()
    const place = { ...keys.session(personId, loginId), sessionId: loginId, personId, endedAt: now }
    await db.put('trust', { ...place, ttl: Math.ceil((now + KEEP_ENDED_MS) / 1_000) }, 'attribute_not_exists(pk)')
  },
})

export const make = (basics: Pick<Ports, 'clock'>): SessionPlaces => sessionPlaces(dynamoFromEnvironment(), basics)
