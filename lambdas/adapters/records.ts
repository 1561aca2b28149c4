import type { AuditLine, ListPage, Records } from '#core/audit'
import type { Line } from '#core/ledger'
import type { Ports } from '#core/ports'
import { budget } from './budget.ts'
import { type Dynamo, dynamoFromEnvironment, type Item } from './dynamo.ts'
import { keys } from './keys.ts'

export const records = (db: Dynamo, basics: Pick<Ports, 'clock' | 'limits' | 'stage'>): Records => {
  const list = async (organisationId: string, prefix: string, { limit, after }: ListPage) => {
    const { pk } = keys.organisation(organisationId)
    const from: Item | undefined = after === undefined ? undefined : { pk, sk: `${prefix}${after}` }
    const page = await db.query('ledger', pk, prefix, {
      limit,
      newestFirst: true,
      ...(from === undefined ? {} : { after: from }),
    })
    return {
      items: page.items,
      ...(page.next === undefined ? {} : { next: String(page.next.sk).slice(prefix.length) }),
    }
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
