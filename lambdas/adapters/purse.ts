import { type Figures, figuresAt } from '#core/budget'
import type { Purse } from '#core/ledger'
import type { Ports } from '#core/ports'
import { judgeSpend } from '#core/spend'
import { type Dynamo, dynamoFromEnvironment } from './dynamo.ts'
import { keys } from './keys.ts'

export const purse = (db: Dynamo, { clock }: Pick<Ports, 'clock'>): Purse => ({
  async judge(organisationId, country, mayUseReserve) {
    const figures = (await db.get('ledger', keys.budget(organisationId))) as unknown as Figures | undefined
    if (figures === undefined) return 'pay'
    return judgeSpend(figuresAt(figures, clock.now()), country, mayUseReserve).verdict
  },
})

export const make = (basics: Pick<Ports, 'clock'>): Purse => purse(dynamoFromEnvironment(), basics)
