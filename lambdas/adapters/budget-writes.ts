import type { Figures } from '#core/budget'
import { priceOf } from '#core/budget'
import type { Line } from '#core/ledger'
import type { Threshold } from '#core/thresholds'
import { ALL_TOLD, warnAt } from '#core/thresholds'
import type { Write } from './dynamo.ts'
import { keys } from './keys.ts'
import type { Pace } from './message-pace.ts'

const TAKE = 'leftMicros = leftMicros - :price, leftForLoginsMicros = leftForLoginsMicros - :price'
const FRESH = [
  'previousMonth = budgetMonth, previousDays = days',
  'previousUsedMicros = usedMicros, previousReservedMicros = reservedMicros',
  'budgetMonth = :month, usedMicros = :none, reservedMicros = :price, days = :empty, warned = :nobody, warnAtMicros = :warnAt',
  'leftMicros = limitMicros - :price, leftForLoginsMicros = forLoginsMicros - :price',
].join(', ')

/**
 * Takes the price out of the month's money, if the money, the price, the country and the month are what the sender believes.
 * Conditions cannot add, so the price is compared with the stored one, and what is left with the price.
 */
export const reserve = (line: Line, known: Figures, mayUseReserve: boolean, pace?: Pace): Write => {
  const country = line.country ?? '*'
  const { own } = priceOf(known.prices, country)
  const price = own ? 'prices.#country = :price' : 'attribute_not_exists(prices.#country) AND prices.#any = :price'
  const rolls = known.budgetMonth < line.budgetMonth
  const fresh = mayUseReserve ? 'limitMicros >= :price' : 'forLoginsMicros >= :price'
  const left = mayUseReserve ? 'leftMicros >= :price' : 'leftForLoginsMicros >= :price'
  return {
    op: 'update',
    table: 'ledger',
    key: keys.budget(line.organisationId),
    update: [
      rolls ? `SET ${FRESH}` : `SET ${TAKE}, reservedMicros = reservedMicros + :price`,
      ...(pace === undefined ? [] : [pace.budget.set]),
    ].join(', '),
    condition: [
      'budgetMonth = :known',
      'contains(countries, :country)',
      price,
      rolls ? `${fresh} AND limitMicros = :limit` : left,
      ...(pace === undefined ? [] : [pace.budget.condition]),
    ].join(' AND '),
    names: { '#country': country, ...(own ? {} : { '#any': '*' }), ...pace?.budget.names },
    values: {
      ...pace?.budget.values,
      ':known': known.budgetMonth,
      ':country': country,
      ':price': line.priceMicros,
      ...(rolls
        ? {
            ':month': line.budgetMonth,
            ':none': 0,
            ':empty': {},
            ':nobody': [],
            ':warnAt': warnAt(known.limitMicros, []),
            ':limit': known.limitMicros,
          }
        : {}),
    },
  }
}

/** Where a line's money stands by now: in the running month, in the one before, or in one that is closed for good. */
export type Standing = 'current' | 'previous' | 'closed'

/** Reserved money was used, or goes back. A line that the sweep had counted as used moves from there instead. */
export type Movement = 'use' | 'give_back' | 'give_back_used'

const GIVE = 'leftMicros = leftMicros + :price, leftForLoginsMicros = leftForLoginsMicros + :price'
const MOVES: Readonly<Record<Exclude<Standing, 'closed'>, Readonly<Record<Movement, string>>>> = {
  current: {
    use: 'reservedMicros = reservedMicros - :price, usedMicros = usedMicros + :price, days.#day = if_not_exists(days.#day, :none) + :price',
    give_back: `reservedMicros = reservedMicros - :price, ${GIVE}`,
    give_back_used: `usedMicros = usedMicros - :price, days.#day = days.#day - :price, ${GIVE}`,
  },
  previous: {
    use: 'previousReservedMicros = previousReservedMicros - :price, previousUsedMicros = previousUsedMicros + :price, previousDays.#day = if_not_exists(previousDays.#day, :none) + :price',
    give_back: 'previousReservedMicros = previousReservedMicros - :price',
    give_back_used: 'previousUsedMicros = previousUsedMicros - :price, previousDays.#day = previousDays.#day - :price',
  },
}

/** What the admins are to be told with this movement: marked in the same write, so that it is told once. */
export type Telling = { readonly warned: readonly Threshold[]; readonly warnAt: number; readonly seen: number }

/** Moves a line's money. Without `telling`, only while nothing has to be told. */
export const move = (
  line: Line,
  standing: Exclude<Standing, 'closed'>,
  movement: Movement,
  telling?: Telling,
): Write => {
  const current = standing === 'current'
  const quiet = current && movement === 'use' && telling === undefined
  const tell = telling === undefined ? '' : ', warned = :warned, warnAtMicros = :warnAt'
  const uses = movement === 'use'
  return {
    op: 'update',
    table: 'ledger',
    key: keys.budget(line.organisationId),
    update: `SET ${MOVES[standing][movement]}${tell}`,
    condition: [
      current ? 'budgetMonth = :month' : 'previousMonth = :month',
      // A limit that was made lower may leave less than nothing: then all is told already.
      ...(quiet ? ['(leftMicros > warnAtMicros OR warnAtMicros = :allTold)'] : []),
      ...(telling === undefined ? [] : ['warnAtMicros = :seen']),
    ].join(' AND '),
    names: movement === 'give_back' ? {} : { '#day': line.day },
    values: {
      ':month': line.budgetMonth,
      ':price': line.priceMicros,
      ...(uses ? { ':none': 0 } : {}),
      ...(quiet ? { ':allTold': ALL_TOLD } : {}),
      ...(telling === undefined ? {} : { ':warned': telling.warned, ':warnAt': telling.warnAt, ':seen': telling.seen }),
    },
  }
}

/** Marks shares of the limit as told, without moving money: a message was refused for want of it. */
export const markTold = (organisationId: string, month: string, telling: Telling): Write => ({
  op: 'update',
  table: 'ledger',
  key: keys.budget(organisationId),
  update: 'SET warned = :warned, warnAtMicros = :warnAt',
  condition: 'budgetMonth = :month AND warnAtMicros = :seen',
  values: { ':warned': telling.warned, ':warnAt': telling.warnAt, ':seen': telling.seen, ':month': month },
})
