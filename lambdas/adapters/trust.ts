import type { Organisation, Person } from '#core/person'
import type { Ports } from '#core/ports'
import type { Device } from '#core/session'
import type { Trust } from '#core/session-ports'
import { type Dynamo, dynamoFromEnvironment } from './dynamo.ts'
import { keys } from './keys.ts'

export const trust = (db: Dynamo, { limits }: Pick<Ports, 'limits'>): Trust => ({
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

  async failed(personId, deviceId) {
    const key = keys.device(personId, deviceId)
    const counted = await db.update('trust', key, {
      update: 'SET failures = failures + :one',
      condition: 'attribute_exists(pk)',
      values: { ':one': 1 },
    })
    if (counted.done && Number(counted.item.failures) >= limits.deviceFailuresUntilUntrusted)
      await db.remove('trust', key)
  },
})

export const make = (basics: Pick<Ports, 'limits'>): Trust => trust(dynamoFromEnvironment(), basics)
