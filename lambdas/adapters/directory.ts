import type { Directory } from '#core/people-ports'
import type { Pointer } from '#core/person'
import { type Dynamo, dynamoFromEnvironment, type Item } from './dynamo.ts'
import { keys } from './keys.ts'

const asPointer = (item: Item | undefined): Pointer | undefined => item as unknown as Pointer | undefined

export const directory = (db: Dynamo): Directory => ({
  byPhone: async (index) => asPointer(await db.get('people', keys.phone(index))),
  byEmail: async (index) => asPointer(await db.get('people', keys.email(index))),
})

export const make = (): Directory => directory(dynamoFromEnvironment())
