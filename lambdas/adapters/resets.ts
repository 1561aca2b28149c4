import type { Ports } from '#core/ports'
import { triesOf } from '#core/reset'
import { isTheirs, type ResetKey, type Resets } from '#core/reset-ports'
import { countWrongCode, endRow } from './code-bucket.ts'
import { type Dynamo, dynamoFromEnvironment } from './dynamo.ts'
import { keys } from './keys.ts'
import { alive, asReset, charged, MOST_STEPS, mine, nobodyElsePassed, walk, whose } from './reset-conditions.ts'
import { resetEnds } from './reset-ends.ts'
import { resetSends } from './reset-sends.ts'
import { resetStarts } from './reset-starts.ts'

export const resets = (db: Dynamo, { clock, chance, limits }: Pick<Ports, 'clock' | 'chance' | 'limits'>): Resets => {
  const names = (key: ResetKey) => ({ '#handle': key.handle })
  const footprint = (word: string) => ({ ':walk': [{ at: clock.now(), word }] })
  const who = (key: ResetKey) => ({ ...whose(key), ':handle': key.handle, ':now': clock.now() })
  const wrongCode = countWrongCode(db, { clock, limits })
  const inStep = [mine, alive, 'step = :step', nobodyElsePassed]

  return {
    ...resetStarts(db, { clock, limits }),
    ...resetSends(db, { clock, chance, limits }),
    ...resetEnds(db, { clock }),

    async read(key) {
      const item = await db.get('logins', keys.reset(key.login))
      if (item === undefined) return undefined
      const reset = asReset(item)
      return isTheirs(reset, key) && reset.expiresAt > clock.now() ? reset : undefined
    },

    async spendTry(key, step) {
      return charged(
        await db.update('logins', keys.reset(key.login), {
          update: 'SET tries = tries + :one',
          condition: [...inStep, 'tries < :most', 'size(trail) < :mostSteps'].join(' AND '),
          names: names(key),
          values: { ...who(key), ':step': step, ':one': 1, ':most': triesOf(step, limits), ':mostSteps': MOST_STEPS },
        }),
      )
    },

    // A transaction carries a token: repeated because its answer was lost, it still gives back one try.
    async refundTry(key, step, word) {
      await db.transact([
        {
          op: 'update',
          table: 'logins',
          key: keys.reset(key.login),
          update: `SET tries = tries - :one, ${walk}`,
          condition: `${mine} AND step = :step AND tries > :none`,
          names: names(key),
          values: { ...footprint(word), ...whose(key), ':step': step, ':one': 1, ':none': 0 },
        },
      ])
    },

    async note(key, word) {
      const values = { ...footprint(word), ...whose(key) }
      await db.update('logins', keys.reset(key.login), {
        update: `SET ${walk}`,
        condition: mine,
        names: names(key),
        values,
      })
    },

    endRow: endRow(db),

    async countWrongCode(key, { numberIndex, tries, rowCharged }) {
      const values = { ...footprint('wrong_code'), ...whose(key) }
      const trail = { update: `SET ${walk}`, condition: mine, names: names(key), values }
      const [, toTell] = await Promise.all([
        db.update('logins', keys.reset(key.login), trail),
        wrongCode({ numberIndex, tries, rowCharged }),
      ])
      return toTell
    },

    async pass(key, change) {
      const mark = chance.id()
      const now = clock.now()
      const sealed = change.sealed === undefined ? 'REMOVE sealed' : ', sealed = :sealed'
      const outcome = await db.update('logins', keys.reset(key.login), {
        update: [
          `SET step = :to, passedBy = :handle, passMark = :mark, sends = :one, tries = :none, sentAt = :now, expiresAt = :until,`,
          `sentTo = :sentTo, ${walk}`,
          change.country === undefined ? '' : ', country = :country',
          sealed,
        ].join(' '),
        condition: [...inStep, 'sends = :send'].join(' AND '),
        names: names(key),
        values: {
          ...who(key),
          ...footprint(`${change.from}_right`),
          ':step': change.from,
          ':to': change.to,
          ':send': change.send,
          ':mark': mark,
          ':one': 1,
          ':none': 0,
          ':until': now + limits.resetStepLifeMs,
          ':sentTo': change.sentTo,
          ':sealed': change.sealed,
          ':country': change.country,
        },
      })
      // Our own first write may have been applied and its answer lost: the mark tells.
      const ours = outcome.done || outcome.item?.passMark === mark
      return ours && outcome.item !== undefined ? asReset(outcome.item) : undefined
    },
  }
}

export const make = (basics: Pick<Ports, 'clock' | 'chance' | 'limits'>): Resets =>
  resets(dynamoFromEnvironment(), basics)
