import type { Deliveries } from '#core/delivery'
import { viewOfLine } from '#core/delivery'
import type { Line } from '#core/ledger'
import { type Dynamo, dynamoFromEnvironment } from './dynamo.ts'
import { keys } from './keys.ts'

export const deliveries = (db: Dynamo): Deliveries => ({
  async of({ loginId, organisationId, sends, sentAt }, asks = 'stranger') {
    const item = await db.get('ledger', keys.line(organisationId, sentAt, `${loginId}.${sends}`))
    const view = viewOfLine(item as unknown as Line | undefined)
    return asks === 'stranger' && view.delivery === 'delivered' ? { ...view, delivery: 'sent' } : view
  },
})

export const make = (): Deliveries => deliveries(dynamoFromEnvironment())
