import type { Administration, AuditLine, Deed, Written } from '#core/audit'
import { type Figures, newLimit, openFigures, pricesOf } from '#core/budget'
import { parseMoney } from '#core/money'
import type { Organisation } from '#core/person'
import { DAY } from '#core/time'
import { seated, whyNot } from './admin-seat.ts'
import { liftPause } from './breaker.ts'
import { asFigures } from './budget.ts'
import { type Dynamo, dynamoFromEnvironment, type Item, type Write } from './dynamo.ts'
import { keys } from './keys.ts'
import { putNews } from './news.ts'
import { changing, creating } from './roster.ts'
import { writeTrustRule } from './trust-rule.ts'

const AUDIT_LIFE_MS = 400 * DAY
const TRIES = 8

const putAudit = (line: AuditLine): Write => ({
  op: 'put',
  table: 'ledger',
  item: {
    ...keys.audit(line.organisationId, line.at, line.auditId),
    ...line,
    ttl: Math.ceil((line.at + AUDIT_LIFE_MS) / 1_000),
  },
  condition: 'attribute_not_exists(pk)',
})

/** Only what differs, and only while it is what it was: of two admins at once both get their settings, or the second is told to look again. */
const writeSettings = (before: Organisation, after: Organisation): Write => {
  const [was, is]: Item[] = [{ ...before }, { ...after }]
  const changed = Object.keys({ ...is }).filter((field) => JSON.stringify(was?.[field]) !== JSON.stringify(is?.[field]))
  return {
    op: 'update',
    table: 'people',
    key: keys.organisation(before.organisationId),
    update: `SET ${['#id = :id', ...changed.map((field) => `#${field} = :${field}`)].join(', ')}`,
    condition: [
      'attribute_exists(pk)',
      ...changed.map((field) =>
        was?.[field] === undefined ? `attribute_not_exists(#${field})` : `#${field} = :was_${field}`,
      ),
    ].join(' AND '),
    names: { '#id': 'organisationId', ...Object.fromEntries(changed.map((field) => [`#${field}`, field])) },
    values: {
      ':id': before.organisationId,
      ...Object.fromEntries(changed.map((field) => [`:${field}`, is?.[field]])),
      ...Object.fromEntries(changed.map((field) => [`:was_${field}`, was?.[field]])),
    },
  }
}

/** The money follows the settings. What is left moves by as much as the limit, if nobody spent in between. */
const writeBudget = (after: Organisation, figures: Figures): Write => {
  const tariff = { prices: pricesOf(after), countries: after.countries }
  const limit = newLimit(figures, parseMoney(after.smsBudget.limit) ?? 0, tariff)
  return {
    op: 'update',
    table: 'ledger',
    key: keys.budget(after.organisationId),
    update: [
      'SET countries = :countries, prices = :prices, currency = :currency, limitMicros = :limit, forLoginsMicros = :forLogins',
      'leftMicros = :left, leftForLoginsMicros = :leftForLogins, warned = :warned, warnAtMicros = :warnAt',
    ].join(', '),
    condition:
      'limitMicros = :wasLimit AND leftMicros = :wasLeft AND budgetMonth = :wasMonth AND warnAtMicros = :wasWarnAt',
    values: {
      ':countries': tariff.countries,
      ':prices': tariff.prices,
      ':currency': after.smsBudget.currency,
      ':limit': limit.limitMicros,
      ':forLogins': limit.forLoginsMicros,
      ':left': limit.leftMicros,
      ':leftForLogins': limit.leftForLoginsMicros,
      ':warned': limit.warned,
      ':warnAt': limit.warnAtMicros,
      ':wasLimit': figures.limitMicros,
      ':wasLeft': figures.leftMicros,
      ':wasMonth': figures.budgetMonth,
      ':wasWarnAt': figures.warnAtMicros,
    },
  }
}

export const administration = (db: Dynamo): Administration => {
  const together = async (writes: readonly Write[], { line, seat }: Deed) => {
    const all = seated([...writes, putAudit(line)], seat)
    const outcome = await db.transact(all)
    return outcome.done ? ('done' as const) : whyNot(all, outcome.obstacles, seat)
  }
  const written = async (writes: readonly Write[], deed: Deed): Promise<Written> => {
    const outcome = await together(writes, deed)
    return outcome === 'money_moved' ? 'changed' : outcome
  }
  return {
    async found(organisation, deed) {
      const { organisationId } = organisation
      const organisationItem = { ...keys.organisation(organisationId), ...organisation }
      const budgetItem = { ...keys.budget(organisationId), ...openFigures(organisation, deed.line.at) }
      const condition = 'attribute_not_exists(pk)'
      const writes: readonly Write[] = [
        { op: 'put', table: 'people', item: organisationItem, condition },
        { op: 'put', table: 'ledger', item: budgetItem, condition },
      ]
      if ((await written(writes, deed)) !== 'done') throw new Error('an organisation of this id exists')
    },

    create: (person, deed) => written(creating(person), deed),

    change: (before, after, deed) => written(changing(before, after), deed),

    async settings(before, after, deed) {
      const trustRule = before.trustEndedAt === after.trustEndedAt ? [] : writeTrustRule(after)
      for (let tries = 0; tries < TRIES; tries++) {
        const figures = asFigures(await db.get('ledger', keys.budget(before.organisationId)))
        const money = figures === undefined ? [] : [writeBudget(after, figures)]
        const outcome = await together([writeSettings(before, after), ...money, ...trustRule], deed)
        if (outcome !== 'money_moved') return outcome
      }
      return 'changed'
    },

    record: (deed) => written([], deed),

    resumeMessages(deed) {
      const { organisationId, at } = deed.line
      return written(
        [liftPause(organisationId, at), putNews({ organisationId, at, word: 'resumed', by: 'admin' })],
        deed,
      )
    },
  }
}

export const make = (): Administration => administration(dynamoFromEnvironment())
