import type { Line, Sent } from '#core/ledger'
import type { Channel } from '#core/login'
import { DAY } from '#core/time'
import type { Write } from './dynamo.ts'
import { keys } from './keys.ts'

const LEDGER_LIFE_MS = 400 * DAY
const DECOY_LIFE_MS = DAY

const lineKey = (line: Line) => keys.line(line.organisationId, line.sentAt, line.messageId)

/** A line is written once: whoever comes second sends nothing. */
export const putLine = (line: Line): Write => ({
  op: 'put',
  table: 'ledger',
  item: {
    ...lineKey(line),
    ...line,
    ttl: Math.ceil((line.sentAt + (line.decoy ? DECOY_LIFE_MS : LEDGER_LIFE_MS)) / 1_000),
  },
  condition: 'attribute_not_exists(pk)',
})

/** Writes what became of a message. `swept` when the sweep had counted it as sent before its sender spoke again. */
export const closeLine = (
  line: Line,
  sent: Sent,
  from: { readonly swept: boolean },
  alternatives: readonly Channel[],
): Write => {
  const refused = sent.outcome === 'refused'
  const sets = [
    'outcome = :outcome, confirmed = :confirmed',
    ...(sent.outcome === 'accepted' ? ['providerId = :providerId'] : []),
    ...(refused ? ['why = :why, alternatives = :alternatives, priceMicros = :nothing'] : ['priceMicros = :price']),
  ]
  return {
    op: 'update',
    table: 'ledger',
    key: lineKey(line),
    update: `SET ${sets.join(', ')}`,
    condition: from.swept ? 'outcome = :accepted AND confirmed = :no' : 'outcome = :reserved',
    values: {
      ':outcome': refused ? 'failed' : 'accepted',
      ':confirmed': sent.outcome !== 'unknown',
      ...(from.swept ? { ':accepted': 'accepted', ':no': false } : { ':reserved': 'reserved' }),
      ...(sent.outcome === 'accepted' ? { ':providerId': sent.providerId } : {}),
      ...(refused
        ? { ':why': 'message_not_sent', ':alternatives': alternatives, ':nothing': 0 }
        : { ':price': line.priceMicros }),
    },
  }
}

const RECEIPT_LIFE_MS = 4 * DAY

/** What the provider calls the message, so that its receipts find the line. Nothing for a message that it did not take, or a decoy. */
export const rememberProvider = ({ organisationId, sentAt, messageId, decoy }: Line, sent: Sent): readonly Write[] =>
  sent.outcome !== 'accepted' || decoy
    ? []
    : [
        {
          op: 'put',
          table: 'ledger',
          item: {
            ...keys.provider(sent.providerId),
            organisationId,
            sentAt,
            messageId,
            ttl: Math.ceil((sentAt + RECEIPT_LIFE_MS) / 1_000),
          },
        },
      ]
