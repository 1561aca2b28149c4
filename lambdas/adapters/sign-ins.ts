import type { SignIns } from '#core/session-ports'
import { type Dynamo, dynamoFromEnvironment } from './dynamo.ts'
import { keys } from './keys.ts'

export const signIns = (db: Dynamo): SignIns => ({
  // Nobody's login asks in vain, and takes as long.
  async of({ loginId, personId = 'nobody' }) {
    return (await db.get('trust', keys.session(personId, loginId))) !== undefined
  },
})

export const make = (): SignIns => signIns(dynamoFromEnvironment())
