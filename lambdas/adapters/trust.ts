import type { Organisation, Person } from '#core/person'
import type { Device } from '#core/session'
import type { Trust } from '#core/session-ports'
import { type Dynamo, dynamoFromEnvironment } from './dynamo.ts'
import { keys } from './keys.ts'

export const trust = (db: Dynamo): Trust => ({
  async facts(token) {
    const [device, person, organisation] = await db.batchGet([
      { table: 'trust', key: keys.device(token.personId, token.deviceId) },
      { table: 'people', key: keys.person(token.personId) },
      { table: 'people', key: keys.organisation(token.organisationId) },
    ])
    return {
      device: device as unknown as Device | undefined,
      person: person as unknown as Person | undefined,
      organisation: organisation as unknown as Organisation | undefined,
    }
  },

  async end(personId, deviceId) {
    await db.remove('trust', keys.device(personId, deviceId))
  },
})

export const make = (): Trust => trust(dynamoFromEnvironment())
