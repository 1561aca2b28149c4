import type { Figures } from '#core/budget'
import type { Line, Sent } from '#core/ledger'
import type { Channel } from '#core/login'
import { reached, type Threshold, warnAt } from '#core/thresholds'
import { type Movement, move, type Standing, type Telling } from './budget-writes.ts'
import type { Dynamo, Item } from './dynamo.ts'
import { closeLine, rememberProvider } from './line-writes.ts'

const TRIES = 8

/** Which shares of the limit the admins have not been told of yet. A message refused for want of money is the last of them. */
export const toTell = (
  figures: Figures,
  refused: boolean,
): (Telling & { readonly fresh: readonly Threshold[] }) | undefined => {
  const now: readonly Threshold[] = reached(figures.limitMicros, figures.leftMicros)
  const due: readonly Threshold[] = refused && !now.includes(100) ? [...now, 100] : now
  const fresh = due.filter((percent) => !figures.warned.includes(percent))
  if (fresh.length === 0) return undefined
  const warned = [...figures.warned, ...fresh]
  return { warned, warnAt: warnAt(figures.limitMicros, warned), seen: figures.warnAtMicros, fresh }
}

type Plan = {
  readonly standing: Standing
  readonly movement: Movement | undefined
  readonly swept: boolean
  readonly telling?: ReturnType<typeof toTell>
}

const failed = (obstacle: { readonly code: string } | undefined) => obstacle?.code === 'ConditionalCheckFailed'

const standingOf = (line: Line, figures: Figures): Standing => {
  if (figures.budgetMonth === line.budgetMonth) return 'current'
  return figures.previousMonth === line.budgetMonth ? 'previous' : 'closed'
}

/** The line was not `reserved` any more. Only a line that the sweep had counted as sent is still open to its sender's word. */
const afterSweep = (plan: Plan, sent: Sent, line: Item | undefined): Plan | undefined => {
  const open = !plan.swept && line?.outcome === 'accepted' && line.confirmed === false
  if (!open || sent.outcome === 'unknown') return undefined
  return {
    ...plan,
    swept: true,
    telling: undefined,
    movement: sent.outcome === 'refused' ? 'give_back_used' : undefined,
  }
}

/** The budget was not as the plan took it to be: another month, or something to tell the admins. */
const afterBudget = (plan: Plan, line: Line, figures: Figures): Plan => {
  const standing = standingOf(line, figures)
  const telling = standing === 'current' && plan.movement === 'use' ? toTell(figures, false) : undefined
  return { ...plan, standing, telling }
}

/**
 * Moves the money and closes the line in one transaction. First as if nothing had happened in between; what stopped it tells what had:
 *   the line is not reserved → somebody settled it, perhaps the sweep
 *   the budget is another month's → the money moves there, or nowhere once that month is closed
 *   a share of the limit was reached → the same again, marking it as told
 */
export const settling =
  (db: Dynamo) =>
  async (line: Line, sent: Sent, alternatives: readonly Channel[]): Promise<readonly Threshold[]> => {
    let plan: Plan | undefined = {
      standing: 'current',
      movement: sent.outcome === 'refused' ? 'give_back' : 'use',
      swept: false,
    }
    for (let tries = 0; plan !== undefined && tries < TRIES; tries++) {
      const { standing, movement, swept, telling }: Plan = plan
      const close = closeLine(line, sent, { swept }, alternatives)
      const money = movement === undefined || standing === 'closed' ? [] : [move(line, standing, movement, telling)]
      const outcome = await db.transact([close, ...money, ...rememberProvider(line, sent)])
      if (outcome.done) return telling?.fresh ?? []
      const [ofLine, ofBudget] = outcome.obstacles
      if (failed(ofLine)) plan = afterSweep(plan, sent, ofLine?.item)
      else plan = afterBudget(plan, line, ofBudget?.item as unknown as Figures)
    }
    if (plan !== undefined) throw new Error('the budget changed under every try to settle')
    return []
  }
