import type { Figures } from '#core/budget'
import type { Budget, Line } from '#core/ledger'
import type { Ports } from '#core/ports'
import { DAY, MINUTE } from '#core/time'
import type { Dynamo, Item } from './dynamo.ts'
import { keys } from './keys.ts'

/** A sender lives for a minute; a reservation this old belongs to one that died. */
const ABANDONED_AFTER_MS = 10 * MINUTE
const PAUSE_MS = 5 * MINUTE
/** How much later than its `sentAt` a message may be reserved. */
const LATE_MS = DAY
const PAGE = 200

const asLine = (item: Item): Line => item as unknown as Line

/**
 * Settles what crashed senders left reserved. Nobody knows whether those messages went, so they count as sent: the money that is really
 * spent stays within the limit. Done when somebody looks at the figures, so that nobody ever sees a leftover.
 */
export const sweeping = (db: Dynamo, settle: Budget['settle'], clock: Ports['clock']) => {
  const settlePage = async (lines: readonly Line[]) => {
    const abandoned = lines.filter(
      (line) => line.outcome === 'reserved' && !line.decoy && line.reservedAt <= clock.now() - ABANDONED_AFTER_MS,
    )
    for (const line of abandoned) if (line.priceMicros > 0) await settle(line, { outcome: 'unknown' }, [])
    return abandoned.length > 0
  }
  return async (organisationId: string, figures: Figures): Promise<boolean> => {
    const now = clock.now()
    const nothing = figures.reservedMicros === 0 && (figures.previousReservedMicros ?? 0) === 0
    if (nothing || now < figures.sweptAt + PAUSE_MS) return false
    const mine = await db.update('ledger', keys.budget(organisationId), {
      update: 'SET sweptAt = :now',
      condition: 'sweptAt = :seen',
      values: { ':now': now, ':seen': figures.sweptAt },
    })
    if (!mine.done) return false
    let changed = false
    let after: Item | undefined
    do {
      const page = await db.query('ledger', keys.budget(organisationId).pk, 'LINE#', {
        limit: PAGE,
        after,
        newestFirst: true,
      })
      const lines = page.items.map(asLine)
      changed = (await settlePage(lines)) || changed
      const oldest = lines.at(-1)
      after = oldest !== undefined && oldest.sentAt > figures.sweptAt - LATE_MS ? page.next : undefined
    } while (after !== undefined)
    return changed
  }
}
