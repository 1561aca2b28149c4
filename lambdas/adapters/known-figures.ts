import type { Figures } from '#core/budget'

const MOST_REMEMBERED = 1_000

/** The price and month that each organisation's last message met here: right as a rule, and checked by every write. */
export const knownFigures = () => {
  const known = new Map<string, Figures>()
  return {
    of: (organisationId: string) => known.get(organisationId),
    keep: (organisationId: string, figures: Figures) => {
      if (known.size >= MOST_REMEMBERED) known.clear()
      known.set(organisationId, figures)
    },
  }
}
