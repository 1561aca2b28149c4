import type { Line } from '#core/ledger'
import type { Receipts } from '#core/receipts'
import { type Dynamo, dynamoFromEnvironment } from './dynamo.ts'
import { keys } from './keys.ts'

export const receipts = (db: Dynamo): Receipts => ({
  async find(providerId) {
    const pointer = await db.get('ledger', keys.provider(providerId))
    if (pointer === undefined) return undefined
    const { organisationId, sentAt, messageId } = pointer as unknown as Line
    return (await db.get('ledger', keys.line(organisationId, sentAt, messageId))) as unknown as Line | undefined
  },

  async record({ organisationId, sentAt, messageId }, outcome, alternatives) {
    const failed = outcome === 'failed'
    await db.update('ledger', keys.line(organisationId, sentAt, messageId), {
      update: `SET outcome = :outcome${failed ? ', why = :why, alternatives = :alternatives' : ''}`,
      condition: failed ? 'outcome = :accepted' : 'outcome IN (:accepted, :failed) AND attribute_exists(providerId)',
      values: {
        ':outcome': outcome,
        ':accepted': 'accepted',
        ...(failed ? { ':why': 'not_delivered', ':alternatives': alternatives } : { ':failed': 'failed' }),
      },
    })
  },
})

export const make = (): Receipts => receipts(dynamoFromEnvironment())
