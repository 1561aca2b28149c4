import { type Figures, figuresAt, openFigures, priceOf } from '#core/budget'
import type { Budget, Claim, Line, Unsent } from '#core/ledger'
import type { Draw, Flood } from '#core/message-pace'
import type { Organisation } from '#core/person'
import type { Ports } from '#core/ports'
import { judgeSpend } from '#core/spend'
import { log } from '#runtime/log'
import { settling } from './budget-settle.ts'
import { lacking, tellingShortage } from './budget-shortage.ts'
import { sweeping } from './budget-sweep.ts'
import { reserve } from './budget-writes.ts'
import { type Dynamo, dynamoFromEnvironment, type Item } from './dynamo.ts'
import { tellingFloods } from './flood-news.ts'
import { keys } from './keys.ts'
import { knownFigures } from './known-figures.ts'
import { closeLine, putLine, rememberProvider } from './line-writes.ts'
import { pacing } from './message-pace.ts'

const TRIES = 8
const MOST_REMEMBERED = 1_000

export const asFigures = (item: Item | undefined): Figures | undefined => item as unknown as Figures | undefined

/** The line as these figures would pay it. A clock behind the month stays in the month. */
const priced = (line: Line, known: Figures): Line => {
  const paid = { ...line, priceMicros: priceOf(known.prices, line.country ?? '*').price }
  return known.budgetMonth > line.budgetMonth ? { ...paid, budgetMonth: known.budgetMonth } : paid
}

/** What stood in the way. `seen` when the money brought its figures along; a full block alone says nothing of them. */
type Met = { readonly figures: Figures; readonly seen: boolean; readonly blockIsFull: boolean }

export const budget = (db: Dynamo, basics: Pick<Ports, 'clock' | 'limits' | 'stage'>): Budget => {
  const { clock, stage } = basics
  const remembered = knownFigures()
  const floods = new Map<string, number>()
  const paces = pacing(basics)
  const settle = settling(db)
  const tellFlood = tellingFloods(db, stage)
  const tellShortage = tellingShortage(db)
  const sweep = sweeping(db, settle, clock)
  const read = async (organisationId: string) => asFigures(await db.get('ledger', keys.budget(organisationId)))

  const claimFree = async (line: Line): Promise<Claim> => {
    const { done } = await db.transact([putLine(line)])
    return done ? { outcome: 'claimed', line } : { outcome: 'duplicate' }
  }

  const refused = async (line: Line, figures: Figures, why: Unsent): Promise<Claim> => {
    const warn = why === 'sms_budget_spent' ? await tellShortage(line.organisationId, figures) : []
    return { outcome: 'refused', why, warn }
  }

  const tryToPay = async (line: Line, known: Figures, mayUseReserve: boolean, draw?: Draw): Promise<Claim | Met> => {
    const paid = priced(line, known)
    const pace = draw && paces.of(paid, known, draw)
    const outcome = await db.transact([
      putLine(paid),
      reserve(paid, known, mayUseReserve, pace),
      ...(pace?.block ?? []),
    ])
    if (outcome.done) {
      if (draw !== undefined) remembered.keep(line.organisationId, paces.after(paid, known, draw))
      return { outcome: 'claimed', line: paid }
    }
    const [ofLine, ofBudget, ofBlock] = outcome.obstacles
    if (ofLine?.code === 'ConditionalCheckFailed') return { outcome: 'duplicate' }
    const blockIsFull = ofBlock?.code === 'ConditionalCheckFailed'
    const figures = asFigures(ofBudget?.item)
    if (figures === undefined && !blockIsFull) return { outcome: 'no_budget' }
    return { figures: figures ?? known, seen: figures !== undefined, blockIsFull }
  }

  // Recorded once, then left alone for as long as it would have been refused: a flood that is let through costs no further requests.
  const isRecorded = ({ organisationId, reservedAt }: Line) => (floods.get(organisationId) ?? 0) > reservedAt
  const meet = async (line: Line, flood: Flood): Promise<Claim | undefined> => {
    const { organisationId } = line
    const { word, retryAt } = flood
    log('limited', { step: 'send-message', code: word })
    await tellFlood(line, flood)
    if (stage.smsFloods === 'refuse') return { outcome: 'refused', why: 'too_many_messages', warn: [], retryAt }
    if (floods.size >= MOST_REMEMBERED) floods.clear()
    floods.set(organisationId, retryAt)
    return undefined
  }

  return {
    async claim(line, mayUseReserve, draw) {
      if (line.decoy || line.channel === 'email') return claimFree(line)
      let known = remembered.of(line.organisationId) ?? (await read(line.organisationId))
      for (let tries = 0; known !== undefined && tries < TRIES; tries++) {
        remembered.keep(line.organisationId, known)
        const counted = isRecorded(line) ? undefined : draw
        const met = await tryToPay(line, known, mayUseReserve, counted)
        if ('outcome' in met) return met
        const { figures, seen, blockIsFull } = met
        const verdict = judgeSpend(figuresAt(figures, line.reservedAt), line.country ?? '*', mayUseReserve)
        if (seen && verdict.verdict !== 'pay') return refused(line, figures, verdict.verdict)
        const flood = counted && paces.flood(line, figures, counted, blockIsFull)
        const stopped = flood && (await meet(line, flood))
        if (stopped !== undefined) return stopped
        known = figures
      }
      if (known === undefined) return { outcome: 'no_budget' }
      throw new Error('the budget changed under every try')
    },

    async refuse(line, why, alternatives, retryAt) {
      const again = retryAt === undefined ? {} : { retryAt }
      await db.transact([putLine({ ...line, priceMicros: 0, outcome: 'failed', why, alternatives, ...again })])
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

    lacks: lacking(db, { clock }),

    async figures(organisationId) {
      const found = await read(organisationId)
      if (found === undefined) return undefined
      const now = (await sweep(organisationId, found)) ? await read(organisationId) : found
      return figuresAt(now ?? found, clock.now())
    },
  }
}

export const make = (basics: Pick<Ports, 'clock' | 'limits' | 'stage'>): Budget =>
  budget(dynamoFromEnvironment(), basics)
