import type { Login } from '#core/login'
import type { LoginNumbers } from '#core/login-ports'
import type { Ports } from '#core/ports'
import { numberKeptUntil } from './code-bucket.ts'
import { type Dynamo, dynamoFromEnvironment } from './dynamo.ts'
import { keys } from './keys.ts'
import { ENTERED, shiftStarts, startsAgainAt } from './number-starts.ts'

const mine = 'handles.#handle = :binding AND expiresAt > :now'

/** The e-mail journey of somebody without a number on file: they enter one, prove the mailbox, then the number. */
export const loginNumbers = (
  db: Dynamo,
  { clock, chance, limits }: Pick<Ports, 'clock' | 'chance' | 'limits'>,
): LoginNumbers => {
  const shift = shiftStarts(ENTERED, limits.startsPerNumber)
  return {
    async enter(key, number, mailbox) {
      const now = clock.now()
      const windows = limits.startsPerNumber
      const outcome = await db.transact([
        {
          op: 'update',
          table: 'logins',
          key: keys.number(number.index),
          update: `SET ${shift.sets}, #ttl = :ttl`,
          condition: shift.condition,
          names: { '#ttl': 'ttl' },
          values: { ...shift.values(now), ':ttl': Math.ceil(numberKeptUntil(limits, now) / 1_000) },
        },
        {
          op: 'update',
          table: 'logins',
          key: keys.login(key.login),
          update:
            'SET step = :next, #number = :number, sealed = :sealed, sentTo = :sentTo, channel = :channel, sends = :one, sentAt = :now, trail = list_append(trail, :walk)',
          condition: `${mine} AND step = :asked`,
          names: { '#handle': key.handle, '#number': 'number' },
          values: {
            ':binding': key.binding,
            ':now': now,
            ':asked': 'phone_number',
            ':next': 'email_code',
            ':number': number,
            ':sealed': mailbox.sealed,
            ':sentTo': mailbox.sentTo,
            ':channel': 'email',
            ':one': 1,
            ':walk': [{ at: now, word: 'number_entered' }],
          },
        },
      ])
      if (outcome.done) return { outcome: 'entered' }
      const [ofNumber, ofLogin] = outcome.obstacles
      if (ofLogin?.code === 'ConditionalCheckFailed') return { outcome: 'closed' }
      return { outcome: 'limited', retryAt: startsAgainAt(ofNumber?.item ?? {}, ENTERED, windows) }
    },

    async mailboxProved(key, send, next) {
      const now = clock.now()
      const mark = chance.id()
      const outcome = await db.update('logins', keys.login(key.login), {
        update: [
          'SET step = :next, passedBy = :handle, channel = :channel, sealed = :sealed, sentTo = :sentTo, country = :country',
          'seed = :seed, passMark = :mark, sendsBefore = sends, sends = sends + :one, tries = tries - :one, sentAt = :now, proved = list_append(proved, :proved), trail = list_append(trail, :walk)',
        ].join(', '),
        condition: `${mine} AND step = :from AND sends = :send`,
        names: { '#handle': key.handle },
        values: {
          ':binding': key.binding,
          ':handle': key.handle,
          ':now': now,
          ':from': 'email_code',
          ':next': 'code',
          ':channel': 'sms',
          ':sealed': next.sealed,
          ':sentTo': next.sentTo,
          ':country': next.country,
          ':seed': next.seed,
          ':send': send,
          ':one': 1,
          ':mark': mark,
          ':proved': ['email'],
          ':walk': [{ at: now, word: 'email_code_right' }],
        },
      })
      // Our own first write may have been applied and its answer lost: the mark tells.
      const ours = outcome.done || outcome.item?.passMark === mark
      return ours ? (outcome.item as unknown as Login) : undefined
    },
  }
}

export const make = (basics: Pick<Ports, 'clock' | 'chance' | 'limits'>): LoginNumbers =>
  loginNumbers(dynamoFromEnvironment(), basics)
