import type { Ports } from '#core/ports'
import type { Reset, ResetEnd } from '#core/reset'
import type { ResetWaits } from '#core/reset-ports'
import { type Dynamo, dynamoFromEnvironment } from './dynamo.ts'
import { keys } from './keys.ts'
import { alive, asReset, charged, walk } from './reset-conditions.ts'

// As the trail knows it: which message could not be sent.
const wordOf = ({ step }: Reset, end: ResetEnd): string => {
  if (end !== 'not_sent') return end
  return step === 'sms_code' ? 'sms_failed' : 'email_failed'
}

export const resetWaits = (db: Dynamo, { clock }: Pick<Ports, 'clock'>): ResetWaits => ({
  async find(resetId) {
    const item = await db.get('logins', keys.reset(resetId))
    return item === undefined ? undefined : asReset(item)
  },

  async listen(resetId, step, token) {
    return charged(
      await db.update('logins', keys.reset(resetId), {
        update: 'SET #token = :token',
        condition: `step = :step AND ${alive}`,
        names: { '#token': 'token' },
        values: { ':token': token, ':step': step, ':now': clock.now() },
      }),
    )
  },

  async sendAnew({ resetId, step, sends, sentAt }) {
    await db.update('logins', keys.reset(resetId), {
      update: 'SET sentAt = :now',
      condition: 'step = :step AND sends = :sends AND sentAt = :was',
      // Always another instant: it is part of the message's name.
      values: { ':now': Math.max(clock.now(), sentAt + 1), ':step': step, ':sends': sends, ':was': sentAt },
    })
  },

  async close(reset, end, { unsent, heldUntil } = {}) {
    // An answer that commits at this very instant wins or loses by this condition, and is told the truth either way.
    const outcome = await db.update('logins', keys.reset(reset.resetId), {
      update: `SET step = :closed, #end = :end, ${walk}${unsent === undefined ? '' : ', unsent = :unsent'}${heldUntil === undefined ? '' : ', heldUntil = :heldUntil'}`,
      condition: 'step = :step AND expiresAt = :until AND sends = :sends',
      names: { '#end': 'end' },
      values: {
        ':closed': 'closed',
        ':end': end,
        ':unsent': unsent,
        ':heldUntil': heldUntil,
        ':walk': [{ at: clock.now(), word: wordOf(reset, end) }],
        ':step': reset.step,
        ':until': reset.expiresAt,
        ':sends': reset.sends,
      },
    })
    return outcome.item === undefined ? { ...reset, step: 'closed', end } : asReset(outcome.item)
  },
})

export const make = (basics: Pick<Ports, 'clock'>): ResetWaits => resetWaits(dynamoFromEnvironment(), basics)
