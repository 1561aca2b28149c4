import { type Attempt, type Attempts, attemptOfLogin, attemptOfReset } from '#core/attempts'
import type { Reset } from '#core/reset'
import { type Dynamo, dynamoFromEnvironment, type Item } from './dynamo.ts'
import { keys, TABLES } from './keys.ts'
import { asLogin } from './login-item.ts'
import { hasBegun } from './sign-ins.ts'

type LoginItem = Item & { readonly loginId: string; readonly personId: string }

const MOST = 50

const asAttempt = (item: Item, signedInAt: number | undefined): Attempt =>
  'resetId' in item ? attemptOfReset(item as unknown as Reset) : attemptOfLogin(asLogin(item), signedInAt)

const isSomebodysLogin = (item: Item): item is LoginItem =>
  typeof item.loginId === 'string' && typeof item.personId === 'string'

/** When each of these logins became a session, by login. */
const signInsOf = async (db: Dynamo, items: readonly Item[]): Promise<ReadonlyMap<unknown, number>> => {
  const logins = items.filter(isSomebodysLogin)
  if (logins.length === 0) return new Map()
  const wanted = logins.map(({ personId, loginId }) => ({
    table: 'trust' as const,
    key: keys.session(personId, loginId),
  }))
  const sessions = (await db.batchGet(wanted)).filter(hasBegun)
  return new Map(sessions.map((session) => [session.sessionId, Number(session.startedAt)]))
}

export const attempts = (db: Dynamo): Attempts => ({
  async of(indexes, organisationId) {
    const { name, pk } = TABLES.logins.index
    const pages = await Promise.all(
      indexes.map((value) => db.queryIndex('logins', name, { name: pk, value }, { limit: MOST })),
    )
    // An index tells where an attempt is; what happened in it is read where it was written.
    const wanted = pages.flatMap((page) => page.items.map((item) => ({ pk: String(item.pk) })))
    if (wanted.length === 0) return []
    const items = (await db.batchGet(wanted.map((key) => ({ table: 'logins', key }))))
      .filter((item) => item !== undefined)
      .filter((item) => item.organisationId === organisationId && item.journey !== 'change')
    const signIns = await signInsOf(db, items)
    return items
      .map((item) => asAttempt(item, signIns.get(item.loginId)))
      .sort((a, b) => b.startedAt - a.startedAt)
      .slice(0, MOST)
  },
})

export const make = (): Attempts => attempts(dynamoFromEnvironment())
