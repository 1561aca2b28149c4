import type { Organisations } from '#core/people-ports'
import type { Organisation } from '#core/person'
import { type Dynamo, dynamoFromEnvironment } from './dynamo.ts'
import { keys } from './keys.ts'

export const organisations = (db: Dynamo): Organisations => ({
  read: async (organisationId) =>
    (await db.get('people', keys.organisation(organisationId))) as unknown as Organisation | undefined,
})

export const make = (): Organisations => organisations(dynamoFromEnvironment())
