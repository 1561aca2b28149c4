import type { AuditLine, ListPage, Records } from '#core/audit'
import type { Line } from '#core/ledger'
import type { Ports } from '#core/ports'
import { budget } from './budget.ts'
import { type Dynamo, dynamoFromEnvironment, type Item } from './dynamo.ts'
import { keys } from './keys.ts'

/** A cursor is the rest of the last sort key: it names no organisation, so it opens nobody else's list. */
const write = (sk: unknown, prefix: string): string =>
  Buffer.from(String(sk).slice(prefix.length)).toString('base64url')
const read = (cursor: string, prefix: string): string => `${prefix}${Buffer.from(cursor, 'base64url').toString('utf8')}`

export const records = (db: Dynamo, basics: Pick<Ports, 'clock' | 'limits' | 'stage'>): Records => {
  const list = async (organisationId: string, prefix: string, { limit, cursor }: ListPage) => {
    const { pk } = keys.organisation(organisationId)
    const after: Item | undefined = cursor === undefined ? undefined : { pk, sk: read(cursor, prefix) }
    const page = await db.query('ledger', pk, prefix, {
      limit,
      newestFirst: true,
      ...(after === undefined ? {} : { after }),
    })
    return { items: page.items, ...(page.next === undefined ? {} : { next: write(page.next.sk, prefix) }) }
  }
  return {
    figures: budget(db, basics).figures,
    async ledger(organisationId, page) {
      const { items, ...next } = await list(organisationId, 'LINE#', page)
      return { items: items as unknown as readonly Line[], ...next }
    },
    async audit(organisationId, page) {
      const { items, ...next } = await list(organisationId, 'AUDIT#', page)
      return { items: items as unknown as readonly AuditLine[], ...next }
    },
  }
}

export const make = (basics: Pick<Ports, 'clock' | 'limits' | 'stage'>): Records =>
  records(dynamoFromEnvironment(), basics)
