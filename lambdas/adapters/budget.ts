import { type Figures, figuresAt, judgeSpend, openFigures, priceOf } from '#core/budget'
import type { Budget, Claim, Line, Unsent } from '#core/ledger'
import type { Organisation } from '#core/person'
import type { Ports } from '#core/ports'
import { settling, toTell } from './budget-settle.ts'
import { sweeping } from './budget-sweep.ts'
import { closeLine, markTold, putLine, rememberProvider, reserve } from './budget-writes.ts'
import { type Dynamo, dynamoFromEnvironment, type Item } from './dynamo.ts'
import { keys } from './keys.ts'

const TRIES = 8
const MOST_REMEMBERED = 1_000

export const asFigures = (item: Item | undefined): Figures | undefined => item as unknown as Figures | undefined

/** The price and month that each organisation's last message met here: right as a rule, and checked by every write. */
const memory = () => {
  const known = new Map<string, Figures>()
  return {
    of: (organisationId: string) => known.get(organisationId),
    keep: (organisationId: string, figures: Figures) => {
      if (known.size >= MOST_REMEMBERED) known.clear()
      known.set(organisationId, figures)
    },
  }
}

/** The line as these figures would pay it. A clock behind the month stays in the month. */
const priced = (line: Line, known: Figures): Line => {
  const paid = { ...line, priceMicros: priceOf(known.prices, line.country ?? '*').price }
  return known.budgetMonth > line.budgetMonth ? { ...paid, budgetMonth: known.budgetMonth } : paid
}

export const budget = (db: Dynamo, { clock }: Pick<Ports, 'clock'>): Budget => {
  const remembered = memory()
  const settle = settling(db)
  const sweep = sweeping(db, settle, clock)
  const read = async (organisationId: string) => asFigures(await db.get('ledger', keys.budget(organisationId)))

  const claimFree = async (line: Line): Promise<Claim> => {
    const { done } = await db.transact([putLine(line)])
    return done ? { outcome: 'claimed', line } : { outcome: 'duplicate' }
  }

  const refused = async (line: Line, figures: Figures, why: Unsent): Promise<Claim> => {
    const telling = why === 'sms_budget_spent' ? toTell(figures, true) : undefined
    if (telling === undefined) return { outcome: 'refused', why, warn: [] }
    const { done } = await db.transact([markTold(line.organisationId, figures.budgetMonth, telling)])
    return { outcome: 'refused', why, warn: done ? telling.fresh : [] }
  }

  const tryToPay = async (line: Line, known: Figures, mayUseReserve: boolean): Promise<Claim | Figures> => {
    const paid = priced(line, known)
    const outcome = await db.transact([putLine(paid), reserve(paid, known, mayUseReserve)])
    if (outcome.done) return { outcome: 'claimed', line: paid }
    if (outcome.obstacles[0]?.code === 'ConditionalCheckFailed') return { outcome: 'duplicate' }
    return asFigures(outcome.obstacles[1]?.item) ?? { outcome: 'no_budget' }
  }

  return {
    async claim(line, mayUseReserve) {
      if (line.decoy || line.channel === 'email') return claimFree(line)
      let known = remembered.of(line.organisationId) ?? (await read(line.organisationId))
      for (let tries = 0; known !== undefined && tries < TRIES; tries++) {
        remembered.keep(line.organisationId, known)
        const met = await tryToPay(line, known, mayUseReserve)
        if ('outcome' in met) return met
        const verdict = judgeSpend(figuresAt(met, line.reservedAt), line.country ?? '*', mayUseReserve)
        if (verdict.verdict !== 'pay') return refused(line, met, verdict.verdict)
        known = met
      }
      if (known === undefined) return { outcome: 'no_budget' }
      throw new Error('the budget changed under every try')
    },

    async refuse(line, why, alternatives) {
      await db.transact([putLine({ ...line, priceMicros: 0, outcome: 'failed', why, alternatives })])
    },

    async spare(line) {
      await db.transact([putLine({ ...line, priceMicros: 0, outcome: 'test_number' })])
    },

    async settle(line, sent, alternatives) {
      if (line.priceMicros > 0) return settle(line, sent, alternatives)
      const close = closeLine(line, sent, { swept: false }, alternatives)
      await db.transact([close, ...rememberProvider(line, sent)])
      return []
    },

    async open(organisation: Organisation) {
      const item = { ...keys.budget(organisation.organisationId), ...openFigures(organisation, clock.now()) }
      await db.put('ledger', item, 'attribute_not_exists(pk)')
    },

    async figures(organisationId) {
      const found = await read(organisationId)
      if (found === undefined) return undefined
      const now = (await sweep(organisationId, found)) ? await read(organisationId) : found
      return figuresAt(now ?? found, clock.now())
    },
  }
}

export const make = (basics: Pick<Ports, 'clock'>): Budget => budget(dynamoFromEnvironment(), basics)
