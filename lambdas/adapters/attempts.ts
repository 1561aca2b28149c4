import { type Attempt, type Attempts, attemptOfLogin, attemptOfReset } from '#core/attempts'
import type { Reset } from '#core/reset'
import { type Dynamo, dynamoFromEnvironment, type Item } from './dynamo.ts'
import { TABLES } from './keys.ts'
import { asLogin } from './login-item.ts'

const MOST = 50

const asAttempt = (item: Item): Attempt =>
  'resetId' in item ? attemptOfReset(item as unknown as Reset) : attemptOfLogin(asLogin(item))

export const attempts = (db: Dynamo): Attempts => ({
  async of(indexes, organisationId) {
    const { name, pk } = TABLES.logins.index
    const pages = await Promise.all(
      indexes.map((value) => db.queryIndex('logins', name, { name: pk, value }, { limit: MOST })),
    )
    // An index tells where an attempt is; what happened in it is read where it was written.
    const wanted = pages.flatMap((page) => page.items.map((item) => ({ pk: String(item.pk) })))
    if (wanted.length === 0) return []
    const items = await db.batchGet(wanted.map((key) => ({ table: 'logins', key })))
    return items
      .filter((item) => item !== undefined)
      .filter((item) => item.organisationId === organisationId && item.journey !== 'change')
      .map(asAttempt)
      .sort((a, b) => b.startedAt - a.startedAt)
      .slice(0, MOST)
  },
})

export const make = (): Attempts => attempts(dynamoFromEnvironment())
