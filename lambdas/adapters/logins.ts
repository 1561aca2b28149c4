import type { Limits, Window } from '#core/limits'
import type { Login } from '#core/login'
import { nextSendAt } from '#core/login'
import type { Charged, LoginKey, Logins, Ports, SendTo } from '#core/ports'
import { countWrongCode, isSpent, mayBegin, numberKeptUntil } from './code-bucket.ts'
import { type Dynamo, dynamoFromEnvironment, type Item, type Outcome } from './dynamo.ts'
import { keys } from './keys.ts'

const MOST_HANDLES = 8
// Steps written down in a login. No person walks so many in its few minutes, and a flood of refused calls must not make it longer and dearer.
const MOST_STEPS = 200
/** Where a number is counted that somebody entered for another account than its own: that uses up nothing of its owner's. */
export const ENTERED = 'e'
const KEEP_AFTER_END_MS = 24 * 60 * 60 * 1_000

/** Items of a login outlive it by a day, for "why could X not get in?". Seconds, as TTL wants them. */
const ttlOf = (at: number) => Math.ceil((at + KEEP_AFTER_END_MS) / 1_000)

/**
 * The last starts of a number, newest in `s0`. Every SET sees the item as it was, so one write shifts them all:
 *   s1 = s0, s0 = now    if    s2 is older than 15 minutes, s4 than an hour, s9 than a day
 * A window is full when its oldest slot is too young. No read, no race, no reset job.
 */
export const shiftStarts = (prefix: string, windows: readonly Window[], now: number) => {
  const slots = Math.max(...windows.map((window) => window.most))
  const older = Array.from({ length: slots - 1 }, (_, i) => slots - 1 - i)
  const sets = older.map((slot) => `${prefix}${slot} = if_not_exists(${prefix}${slot - 1}, :never)`)
  const conditions = windows.map(
    (window, i) => `(attribute_not_exists(${prefix}${window.most - 1}) OR ${prefix}${window.most - 1} <= :window${i})`,
  )
  return {
    sets: [...sets, `${prefix}0 = :now`].join(', '),
    condition: conditions.join(' AND '),
    values: {
      ':never': 0,
      ':now': now,
      ...Object.fromEntries(windows.map((window, i) => [`:window${i}`, now - window.withinMs])),
    },
  }
}

/** When a full number may begin again. */
export const startsAgainAt = (item: Item, prefix: string, windows: readonly Window[]) =>
  Math.max(...windows.map((window) => Number(item[`${prefix}${window.most - 1}`] ?? 0) + window.withinMs))

/** A code's wait: after the n-th send, that send's own wait must be over. */
export const waitOver = (limits: Pick<Limits, 'resendWaitsMs'>, now: number) => ({
  condition: `(${limits.resendWaitsMs.map((_, i) => `(sends = :n${i} AND sentAt <= :w${i})`).join(' OR ')})`,
  values: Object.fromEntries(
    limits.resendWaitsMs.flatMap((wait, i) => [
      [`:n${i}`, i + 1],
      [`:w${i}`, now - wait],
    ]),
  ),
})

// Conditions, by what they keep.
const mine = 'handles.#handle = :binding'
const alive = 'expiresAt > :now AND size(trail) < :mostSteps'
const nobodyElsePassed = '(attribute_not_exists(passedBy) OR passedBy = :handle)'
const triesLeft = 'tries < :mostTries'
const walk = 'trail = list_append(trail, :walk)'

const asLogin = (item: Item): Login => item as unknown as Login
const charged = (outcome: Outcome): Charged<Login> =>
  outcome.done
    ? { charged: true, it: asLogin(outcome.item) }
    : { charged: false, it: outcome.item === undefined ? undefined : asLogin(outcome.item) }

const MOVE = ', sealed = :sealed, sentTo = :sentTo, country = :country'
const movedTo = (to: SendTo | undefined) =>
  to === undefined ? {} : { ':sealed': to.sealed, ':sentTo': to.sentTo, ':country': to.country ?? '' }

export const logins = (db: Dynamo, { clock, chance, limits }: Pick<Ports, 'clock' | 'chance' | 'limits'>): Logins => {
  const footprint = (word: string) => [{ at: clock.now(), word }]
  const names = (key: LoginKey) => ({ '#handle': key.handle })
  const who = (key: LoginKey, word: string) => ({
    ':binding': key.binding,
    ':now': clock.now(),
    ':mostSteps': MOST_STEPS,
    ':walk': footprint(word),
  })
  const item = (login: Login): Item => ({ ...keys.login(login.loginId), ...login, ttl: ttlOf(login.expiresAt) })
  const stepIs = (steps: readonly string[]) => ({
    condition: `step IN (${steps.map((_, i) => `:step${i}`).join(', ')})`,
    values: Object.fromEntries(steps.map((step, i) => [`:step${i}`, step])),
  })

  return {
    async begin(login, key, start) {
      const now = clock.now()
      const prefix = login.journey === 'change' ? ENTERED : start.known ? 'k' : 'u'
      const shift = shiftStarts(prefix, limits.startsPerNumber, now)
      const allowed = mayBegin({ known: start.known, stepUp: login.stepUp }, limits, now)
      const counted = `${shift.condition}${allowed.condition}`
      const idle = '(attribute_not_exists(currentUntil) OR currentUntil <= :now OR currentClient <> :client)'
      const outcome = await db.transact([
        {
          op: 'update',
          table: 'logins',
          key: keys.number(login.numberIndex ?? ''),
          update: `SET ${shift.sets}, currentLogin = :login, currentClient = :client, currentUntil = :until, #ttl = :ttl`,
          condition: start.evenIfRunning ? counted : `${idle} AND ${counted}`,
          names: { '#ttl': 'ttl' },
          values: {
            ...shift.values,
            ...allowed.values,
            ':login': login.loginId,
            ':client': start.client,
            ':until': nextSendAt(login, limits) ?? now,
            ':ttl': Math.ceil(numberKeptUntil(limits, now) / 1_000),
          },
        },
        {
          op: 'put',
          table: 'logins',
          item: item({ ...login, handles: { [key.handle]: key.binding } }),
          condition: 'attribute_not_exists(pk)',
        },
      ])
      if (outcome.done) return { outcome: 'begun' }
      const number = outcome.obstacles[0]?.item ?? {}
      const running = Number(number.currentUntil ?? 0) > now && number.currentClient === start.client
      if (running && !start.evenIfRunning) return { outcome: 'running', login: String(number.currentLogin) }
      const again = startsAgainAt(number, prefix, limits.startsPerNumber)
      const spent = again <= now && isSpent({ known: start.known, stepUp: login.stepUp }, number, limits, now)
      return spent ? { outcome: 'step_up' } : { outcome: 'limited', retryAt: again }
    },

    async put(login) {
      await db.put('logins', item(login), 'attribute_not_exists(pk)')
    },

    async join(login, key) {
      const outcome = await db.update('logins', keys.login(login), {
        update: `SET handles.#handle = :binding, ${walk}`,
        condition: `step = :waiting AND ${alive} AND ${triesLeft} AND size(handles) < :mostHandles`,
        names: names(key),
        values: {
          ...who(key, 'came_back'),
          ':waiting': 'sms_code',
          ':mostTries': limits.codeTriesPerLogin,
          ':mostHandles': MOST_HANDLES,
        },
      })
      if (outcome.done) return asLogin(outcome.item)
      const there = outcome.item === undefined ? undefined : asLogin(outcome.item)
      const full = there !== undefined && Object.keys(there.handles).length >= MOST_HANDLES
      return full && there.step === 'sms_code' ? 'full' : undefined
    },

    async read(key) {
      const found = await db.get('logins', keys.login(key.login))
      if (found === undefined) return undefined
      const login = asLogin(found)
      const ours = login.handles[key.handle] === key.binding && (login.passedBy ?? key.handle) === key.handle
      return ours && login.expiresAt > clock.now() ? login : undefined
    },

    async spendCodeTry(key, steps) {
      const step = stepIs(steps)
      return charged(
        await db.update('logins', keys.login(key.login), {
          update: `SET tries = tries + :one, ${walk}`,
          condition: [mine, alive, step.condition, nobodyElsePassed, triesLeft].join(' AND '),
          names: names(key),
          values: {
            ...who(key, 'code_tried'),
            ':handle': key.handle,
            ...step.values,
            ':one': 1,
            ':mostTries': limits.codeTriesPerLogin,
          },
        }),
      )
    },

    // A transaction carries a token: repeated because its answer was lost, it still gives back one try.
    async refundCodeTry(key, word) {
      await db.transact([
        {
          op: 'update',
          table: 'logins',
          key: keys.login(key.login),
          update: `SET tries = tries - :one, ${walk}`,
          condition: `${mine} AND tries > :none`,
          names: names(key),
          values: { ':binding': key.binding, ':walk': footprint(word), ':one': 1, ':none': 0 },
        },
      ])
    },

    async passCode(key, change) {
      const mark = chance.id()
      const outcome = await db.update('logins', keys.login(key.login), {
        update: [
          `SET step = :to, passedBy = :handle, passMark = :mark, proved = list_append(proved, :proved), ${walk}`,
          change.channel === undefined ? '' : ', channel = :channel',
          change.trustAsked === undefined ? '' : ', trustAsked = :trust',
        ].join(''),
        condition: [mine, alive, nobodyElsePassed, 'step = :from', 'sends = :send'].join(' AND '),
        names: names(key),
        values: {
          ...who(key, 'code_right'),
          ':handle': key.handle,
          ':from': change.from,
          ':to': change.to,
          ':send': change.send,
          ':mark': mark,
          ':proved': change.proved,
          ':channel': change.channel,
          ':trust': change.trustAsked,
        },
      })
      // Our own first write may have been applied and its answer lost: the mark tells.
      return outcome.done || outcome.item?.passMark === mark
    },

    async spendPinTry(key) {
      return charged(
        await db.update('logins', keys.login(key.login), {
          update: `SET pinTries = pinTries + :one, ${walk}`,
          condition: [mine, alive, 'passedBy = :handle', 'step = :pin', 'pinTries < :mostTries'].join(' AND '),
          names: names(key),
          values: {
            ...who(key, 'pin_tried'),
            ':handle': key.handle,
            ':pin': 'pin',
            ':one': 1,
            ':mostTries': limits.pinTriesPerLogin,
          },
        }),
      )
    },

    async refundPinTry(key) {
      await db.transact([
        {
          op: 'update',
          table: 'logins',
          key: keys.login(key.login),
          update: 'SET pinTries = pinTries - :one',
          condition: `${mine} AND pinTries > :none`,
          names: names(key),
          values: { ':binding': key.binding, ':one': 1, ':none': 0 },
        },
      ])
    },

    async resend(key, change) {
      const now = clock.now()
      const step = stepIs(['sms_code', 'code', 'email_code'])
      const wait = waitOver(limits, now)
      const outcome = await db.update('logins', keys.login(key.login), {
        update: `SET sends = sends + :one, sentAt = :now, channel = :channel, ${walk}${change.to === undefined ? '' : MOVE}`,
        condition: [mine, alive, step.condition, nobodyElsePassed, triesLeft, wait.condition].join(' AND '),
        names: names(key),
        values: {
          ...who(key, 'sent_again'),
          ':handle': key.handle,
          ...step.values,
          ...wait.values,
          ':one': 1,
          ':channel': change.channel,
          ':mostTries': limits.codeTriesPerLogin,
          ...movedTo(change.to),
        },
      })
      const result = charged(outcome)
      if (result.charged && result.it.numberIndex !== undefined) {
        await db.update('logins', keys.number(result.it.numberIndex), {
          update: 'SET currentUntil = :until',
          condition: 'currentLogin = :login',
          values: { ':until': nextSendAt(result.it, limits) ?? result.it.expiresAt, ':login': key.login },
        })
      }
      return result
    },

    async leave(key) {
      const close = await db.update('logins', keys.login(key.login), {
        update: `SET step = :closed, ${walk}`,
        condition: `${mine} AND passedBy = :handle AND NOT step IN (:done, :closed)`,
        names: names(key),
        values: {
          ':binding': key.binding,
          ':walk': footprint('cancelled'),
          ':handle': key.handle,
          ':closed': 'closed',
          ':done': 'done',
        },
      })
      if (close.done || close.item === undefined || ['done', 'closed'].includes(String(close.item.step))) return
      await db.update('logins', keys.login(key.login), {
        update: `SET ${walk} REMOVE handles.#handle`,
        condition: mine,
        names: names(key),
        values: { ':binding': key.binding, ':walk': footprint('cancelled') },
      })
    },

    countWrongCode: countWrongCode(db, { clock, limits }),

    async forgiveCodes(numberIndex) {
      await db.update('logins', keys.number(numberIndex), {
        update: 'REMOVE codeFullAt, codeFullAtOfKnown, stepUpFullAt',
        condition: 'attribute_exists(pk)',
      })
    },

    async askMailbox(key, send, next) {
      const mark = chance.id()
      const outcome = await db.update('logins', keys.login(key.login), {
        update: `SET step = :to, passedBy = :handle, passMark = :mark, channel = :channel, sends = sends + :one, sentAt = :now, seed = :seed, sentTo = :sentTo, proved = list_append(proved, :proved), ${walk}${next.sealed === undefined ? ' REMOVE sealed' : ', sealed = :sealed'}`,
        condition: [mine, alive, nobodyElsePassed, 'step IN (:phone, :email)', 'sends = :send', 'stepUp = :yes'].join(
          ' AND ',
        ),
        names: names(key),
        values: {
          ...who(key, 'code_right'),
          ':handle': key.handle,
          ':phone': 'sms_code',
          ':email': 'code',
          ':to': 'email_code',
          ':send': send,
          ':mark': mark,
          ':channel': 'email',
          ':one': 1,
          ':seed': next.seed,
          ':sentTo': next.sentTo,
          ':sealed': next.sealed,
          ':proved': ['sms'],
          ':yes': true,
        },
      })
      const ours = outcome.done || outcome.item?.passMark === mark
      return ours && outcome.item !== undefined ? asLogin(outcome.item) : undefined
    },

    async note(login, word) {
      await db.update('logins', keys.login(login), {
        update: `SET ${walk}`,
        condition: 'attribute_exists(pk)',
        values: { ':walk': footprint(word) },
      })
    },
  }
}

export const make = (basics: Pick<Ports, 'clock' | 'chance' | 'limits'>): Logins =>
  logins(dynamoFromEnvironment(), basics)
