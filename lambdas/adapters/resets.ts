import { nextSendAt } from '#core/login'
import type { Ports } from '#core/ports'
import { isCodeStep, triesOf } from '#core/reset'
import { isTheirs, type ResetKey, type Resets } from '#core/reset-ports'
import { type Dynamo, dynamoFromEnvironment } from './dynamo.ts'
import { keys } from './keys.ts'
import { shiftStarts, startsAgainAt, waitOver } from './logins.ts'
import { alive, asReset, charged, mine, nobodyElsePassed, resetItem, waiting, walk, whose } from './reset-conditions.ts'

const MOST_HANDLES = 8
// Resets of a number are counted apart from its sign-ins: whoever floods those does not bar the way out.
const STARTS = 'r'

export const resets = (db: Dynamo, { clock, chance, limits }: Pick<Ports, 'clock' | 'chance' | 'limits'>): Resets => {
  const names = (key: ResetKey) => ({ '#handle': key.handle })
  const footprint = (word: string) => ({ ':walk': [{ at: clock.now(), word }] })
  const who = (key: ResetKey) => ({ ...whose(key), ':handle': key.handle, ':now': clock.now() })
  const inStep = [mine, alive, 'step = :step', nobodyElsePassed]

  return {
    async begin(reset, key, start) {
      const now = clock.now()
      const shift = shiftStarts(STARTS, limits.startsPerNumber, now)
      const idle = '(attribute_not_exists(resetUntil) OR resetUntil <= :now OR resetClient <> :client)'
      const stored = { ...reset, handles: { [key.handle]: key.binding } }
      const outcome = await db.transact([
        {
          op: 'update',
          table: 'logins',
          key: keys.number(reset.numberIndex),
          update: `SET ${shift.sets}, resetId = :reset, resetClient = :client, resetUntil = :until, #ttl = :ttl`,
          condition: start.evenIfRunning ? shift.condition : `${idle} AND ${shift.condition}`,
          names: { '#ttl': 'ttl' },
          values: {
            ...shift.values,
            ':reset': reset.resetId,
            ':client': start.client,
            ':until': nextSendAt(reset, limits) ?? reset.expiresAt,
            ':ttl': Math.ceil((now + Math.max(...limits.startsPerNumber.map(({ withinMs }) => withinMs))) / 1_000),
          },
        },
        { op: 'put', table: 'logins', item: resetItem(stored), condition: 'attribute_not_exists(pk)' },
      ])
      if (outcome.done) return { outcome: 'begun' }
      const number = outcome.obstacles[0]?.item ?? {}
      const running = Number(number.resetUntil ?? 0) > now && number.resetClient === start.client
      if (running && !start.evenIfRunning) return { outcome: 'running', login: String(number.resetId) }
      return { outcome: 'limited', retryAt: startsAgainAt(number, STARTS, limits.startsPerNumber) }
    },

    async join(resetId, key) {
      const outcome = await db.update('logins', keys.reset(resetId), {
        update: `SET handles.#handle = :binding, ${walk}`,
        condition: `${waiting.condition} AND purpose = :purpose AND attribute_not_exists(passedBy) AND ${alive} AND tries < :most AND size(handles) < :mostHandles`,
        names: names(key),
        values: {
          ...waiting.values,
          ...footprint('came_back'),
          ...whose(key),
          ':now': clock.now(),
          ':most': limits.codeTriesPerLogin,
          ':mostHandles': MOST_HANDLES,
        },
      })
      if (outcome.done) return asReset(outcome.item)
      const there = outcome.item === undefined ? undefined : asReset(outcome.item)
      const full = there !== undefined && Object.keys(there.handles).length >= MOST_HANDLES
      return full && isCodeStep(there.step) ? 'full' : undefined
    },

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
          condition: [...inStep, 'tries < :most'].join(' AND '),
          names: names(key),
          values: { ...who(key), ':step': step, ':one': 1, ':most': triesOf(step, limits) },
        }),
      )
    },

    async refundTry(key, step, word) {
      await db.update('logins', keys.reset(key.login), {
        update: `SET tries = tries - :one, ${walk}`,
        condition: `${mine} AND step = :step AND tries > :none`,
        names: names(key),
        values: { ...footprint(word), ...whose(key), ':step': step, ':one': 1, ':none': 0 },
      })
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

    async resend(key) {
      const wait = waitOver(limits, clock.now())
      return charged(
        await db.update('logins', keys.reset(key.login), {
          update: `SET sends = sends + :one, sentAt = :now, ${walk}`,
          condition: [mine, alive, 'step IN (:sms, :email)', nobodyElsePassed, 'tries < :most', wait.condition].join(
            ' AND ',
          ),
          names: names(key),
          values: {
            ...who(key),
            ...footprint('resent'),
            ...wait.values,
            ':sms': 'sms_code',
            ':email': 'email_code',
            ':one': 1,
            ':most': limits.codeTriesPerLogin,
          },
        }),
      )
    },

    async end(key, end, word) {
      const outcome = await db.update('logins', keys.reset(key.login), {
        update: `SET step = :closed, #end = :end, ${walk}`,
        condition: [mine, nobodyElsePassed, waiting.condition].join(' AND '),
        names: { ...names(key), '#end': 'end' },
        values: {
          ...waiting.values,
          ...footprint(word),
          ...whose(key),
          ':handle': key.handle,
          ':closed': 'closed',
          ':end': end,
        },
      })
      return outcome.done ? asReset(outcome.item) : undefined
    },
  }
}

export const make = (basics: Pick<Ports, 'clock' | 'chance' | 'limits'>): Resets =>
  resets(dynamoFromEnvironment(), basics)
