import type { Limits } from '#core/limits'
import type { Logins } from '#core/login-ports'
import type { Ports } from '#core/ports'
import type { Dynamo, Item } from './dynamo.ts'
import { keys } from './keys.ts'
import {
  alive,
  asLogin,
  charged,
  mine,
  namesOf,
  nobodyElsePassed,
  stepIs,
  triesLeft,
  walk,
  whoWith,
} from './login-item.ts'

/** A code that is too old is not compared, and costs no try. */
const codeLives = (limits: Limits, now: number) => ({
  condition: '((channel = :sms AND sentAt > :smsBefore) OR (channel = :email AND sentAt > :emailBefore))',
  values: {
    ':sms': 'sms',
    ':email': 'email',
    ':smsBefore': now - limits.smsCodeLifeMs,
    ':emailBefore': now - limits.emailCodeLifeMs,
  },
})

/**
 * One write charges the try and, where the code typed is the one that opens the login, opens it:
 *   step = what stands under the name of the typed code, if anything does; else as it was
 * A condition cannot do both: it would compare before it charges. Whoever opened it is who tried last, for no code is tried after it.
 */
const CHARGE_AND_OPEN = [
  'SET tries = tries + :one, triedBy = :handle, triedAt = :now, tryMark = :mark',
  'step = if_not_exists(opens.#typed.#to, step)',
  'proved = list_append(proved, if_not_exists(opens.#typed.proved, :nothing))',
  'trail = list_append(trail, if_not_exists(opens.#typed.trail, :walk))',
].join(', ')

/**
 * Our own first write may have charged the try, or opened the login, and its answer been lost: the mark tells. Not, though, that nothing came between
 * the two: a login that somebody else's code passed, or that was left, is none that this code was tried in. One that a charge opened names nobody.
 */
const stillTried = ({ step, passedBy }: Item, steps: readonly string[]): boolean =>
  steps.includes(String(step)) || (step === 'pin' && passedBy === undefined)

/** The tries of a login's code. */
export const codeTries = (
  db: Dynamo,
  { clock, chance, limits }: Pick<Ports, 'clock' | 'chance' | 'limits'>,
): Pick<Logins, 'spendCodeTry' | 'refundCodeTry'> => ({
  async spendCodeTry(key, steps, typed) {
    const step = stepIs(steps)
    const lives = codeLives(limits, clock.now())
    const mark = chance.id()
    const outcome = await db.update('logins', keys.login(key.login), {
      update: CHARGE_AND_OPEN,
      condition: [mine, alive, step.condition, nobodyElsePassed, triesLeft, lives.condition].join(' AND '),
      names: { ...namesOf(key), '#typed': typed, '#to': 'to' },
      values: {
        ...whoWith({ clock })(key, 'code_tried'),
        ...step.values,
        ...lives.values,
        ':handle': key.handle,
        ':mark': mark,
        ':one': 1,
        ':nothing': [],
        ':mostTries': limits.codeTriesPerLogin,
      },
    })
    const ours = !outcome.done && outcome.item?.tryMark === mark && stillTried(outcome.item, steps)
    return ours ? { charged: true, it: asLogin(outcome.item) } : charged(outcome)
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
        names: namesOf(key),
        values: { ':binding': key.binding, ':walk': [{ at: clock.now(), word }], ':one': 1, ':none': 0 },
      },
    ])
  },
})
