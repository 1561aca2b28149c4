import type { Logins } from '#core/login-ports'
import type { Ports } from '#core/ports'
import { countWrongCode, endRow } from './code-bucket.ts'
import { ROW_MARKS } from './code-row.ts'
import { codeTries } from './code-tries.ts'
import { type Dynamo, dynamoFromEnvironment } from './dynamo.ts'
import { overtaking } from './earlier-logins.ts'
import { keys } from './keys.ts'
import { loginEnds } from './login-ends.ts'
import { alive, asLogin, mine, namesOf, nobodyElsePassed, walk, whoWith } from './login-item.ts'
import { loginSends } from './login-sends.ts'
import { loginStarts } from './login-starts.ts'
import { pinTries } from './pin-tries.ts'

export const logins = (db: Dynamo, { clock, chance, limits }: Pick<Ports, 'clock' | 'chance' | 'limits'>): Logins => {
  const names = namesOf
  const who = whoWith({ clock })

  return {
    ...loginStarts(db, { clock, limits }),
    ...codeTries(db, { clock, chance, limits }),
    ...loginEnds(db, { clock }),
    ...overtaking(db, { clock }),
    ...loginSends(db, { clock, chance, limits }),
    ...pinTries(db, { clock, limits }),

    async read(key) {
      const found = await db.get('logins', keys.login(key.login))
      if (found === undefined) return undefined
      const login = asLogin(found)
      const ours = login.handles[key.handle] === key.binding && (login.passedBy ?? key.handle) === key.handle
      return ours && login.expiresAt > clock.now() ? login : undefined
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

    countWrongCode: countWrongCode(db, { clock, limits }),
    endRow: endRow(db),

    async forgiveCodes(numberIndex) {
      await db.update('logins', keys.number(numberIndex), {
        update: `REMOVE codeFullAt, codeFullAtOfKnown, stepUpFullAt, ${ROW_MARKS.join(', ')}`,
        condition: 'attribute_exists(pk)',
      })
    },

    async askMailbox(key, send, next) {
      const mark = chance.id()
      const outcome = await db.update('logins', keys.login(key.login), {
        update: `SET step = :to, passedBy = :handle, passMark = :mark, channel = :channel, sendsBefore = sends, sends = sends + :one, sentAt = :now, seed = :seed, sentTo = :sentTo, proved = list_append(proved, :proved), ${walk}${next.sealed === undefined ? ' REMOVE sealed' : ', sealed = :sealed'}`,
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
      const { ':walk': step, ':mostSteps': mostSteps } = who({ login, handle: '', binding: '' }, word)
      await db.update('logins', keys.login(login), {
        update: `SET ${walk}`,
        condition: 'attribute_exists(pk) AND size(trail) < :mostSteps',
        values: { ':walk': step, ':mostSteps': mostSteps },
      })
    },
  }
}

export const make = (basics: Pick<Ports, 'clock' | 'chance' | 'limits'>): Logins =>
  logins(dynamoFromEnvironment(), basics)
