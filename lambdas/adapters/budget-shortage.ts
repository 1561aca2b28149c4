import { type Figures, figuresAt } from '#core/budget'
import type { Budget } from '#core/ledger'
import type { Ports } from '#core/ports'
import { judgeSpend } from '#core/spend'
import type { Threshold } from '#core/thresholds'
import { toTell } from './budget-settle.ts'
import { markTold } from './budget-writes.ts'
import type { Dynamo } from './dynamo.ts'
import { keys } from './keys.ts'

/** Somebody was refused for want of money: that is the last share of the limit. Whoever marks it tells the admins. */
export const tellingShortage =
  (db: Dynamo) =>
  async (organisationId: string, figures: Figures): Promise<readonly Threshold[]> => {
    const telling = toTell(figures, true)
    if (telling === undefined) return []
    const { done } = await db.transact([markTold(organisationId, figures.budgetMonth, telling)])
    return done ? telling.fresh : []
  }

/** Asks again before it marks anything: money may have been added since somebody was refused. */
export const lacking =
  (db: Dynamo, { clock }: Pick<Ports, 'clock'>): Budget['lacks'] =>
  async ({ organisationId, country, mayUseReserve }) => {
    const figures = (await db.get('ledger', keys.budget(organisationId))) as unknown as Figures | undefined
    if (figures === undefined) return []
    const { verdict } = judgeSpend(figuresAt(figures, clock.now()), country, mayUseReserve)
    return verdict === 'sms_budget_spent' ? tellingShortage(db)(organisationId, figures) : []
  }
