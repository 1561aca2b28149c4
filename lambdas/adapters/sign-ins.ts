import type { SignIns } from '#core/session-ports'
import { type Dynamo, dynamoFromEnvironment, type Item } from './dynamo.ts'
import { keys } from './keys.ts'

/** Where a login was left its session's place is taken by none. */
export const hasBegun = (item: Item | undefined): item is Item => item?.startedAt !== undefined

export const signIns = (db: Dynamo): SignIns => ({
  // Nobody's login asks in vain, and takes as long.
  async of({ loginId, personId = 'nobody' }) {
    return hasBegun(await db.get('trust', keys.session(personId, loginId)))
  },
})

export const make = (): SignIns => signIns(dynamoFromEnvironment())
