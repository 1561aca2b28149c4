import type { Logins } from '#core/login-ports'
import type { Ports } from '#core/ports'
import type { Dynamo } from './dynamo.ts'
import { keys } from './keys.ts'
import { alive, charged, iPassed, mine, namesOf, walk, whoWith } from './login-item.ts'

/** The tries of a PIN, as far as its login counts them. */
export const pinTries = (
  db: Dynamo,
  { clock, limits }: Pick<Ports, 'clock' | 'limits'>,
): Pick<Logins, 'spendPinTry' | 'refundPinTry' | 'markUsedUp'> => {
  const footprint = (word: string) => [{ at: clock.now(), word }]

  return {
    async spendPinTry(key) {
      return charged(
        await db.update('logins', keys.login(key.login), {
          update: `SET pinTries = pinTries + :one, ${walk}`,
          condition: [mine, alive, iPassed, 'step = :pin', 'pinTries < :mostTries'].join(' AND '),
          names: namesOf(key),
          values: {
            ...whoWith({ clock })(key, 'pin_tried'),
            ':handle': key.handle,
            ':pin': 'pin',
            ':one': 1,
            ':mostTries': limits.pinTriesPerLogin,
          },
        }),
      )
    },

    async refundPinTry(key, word) {
      await db.transact([
        {
          op: 'update',
          table: 'logins',
          key: keys.login(key.login),
          update: `SET pinTries = pinTries - :one, pinGivenBack = :yes, ${walk}`,
          condition: `${mine} AND pinTries > :none`,
          names: namesOf(key),
          values: { ':binding': key.binding, ':walk': footprint(word), ':one': 1, ':none': 0, ':yes': true },
        },
      ])
    },

    async markUsedUp(key) {
      await db.update('logins', keys.login(key.login), {
        update: `SET step = :done, ${walk}`,
        condition: `${mine} AND step = :pin`,
        names: namesOf(key),
        values: { ':binding': key.binding, ':walk': footprint('not_compared'), ':pin': 'pin', ':done': 'done' },
      })
    },
  }
}
