import { createHash } from 'node:crypto'
import { isEmpty, roomAt } from '#core/bucket'
import type { Figures } from '#core/budget'
import type { Line } from '#core/ledger'
import { type Draw, type Flood, hourOf, paceOf } from '#core/message-pace'
import type { Ports } from '#core/ports'
import { HOUR } from '#core/time'
import { bucketForms } from './bucket.ts'
import type { Change, Write } from './dynamo.ts'
import { afterGate, gateOpensAt, gatePace } from './gate-pace.ts'
import { keys } from './keys.ts'

/** What a reservation asks besides the money, in the same request. */
export type Pace = {
  readonly budget: Required<Omit<Change, 'update' | 'wanted' | 'returns'>> & { readonly set: string }
  readonly block: readonly Write[]
}

const asNumber = (figures: Figures, field: string): number =>
  Number((figures as unknown as Readonly<Record<string, unknown>>)[field] ?? 0)

// Not for secrecy, which no hash of a few digits has: so that no table shows a part of a number.
const nameOf = (block: string): string => createHash('sha256').update(block).digest('base64url').slice(0, 16)

const countBlock = ({ organisationId, reservedAt }: Line, { block }: Draw, most: number): Write => ({
  op: 'update',
  table: 'ledger',
  key: keys.block(organisationId, nameOf(block), hourOf(reservedAt)),
  update: 'SET messages = if_not_exists(messages, :none) + :one, #ttl = :ttl',
  condition: 'attribute_not_exists(messages) OR messages < :most',
  names: { '#ttl': 'ttl' },
  values: { ':none': 0, ':one': 1, ':most': most, ':ttl': (hourOf(reservedAt) + 2) * 3_600 },
})

/**
 * The limits per country and block, and the breaker, in the write that takes the money. The country's bucket is charged by the form that fits what the
 * sender believes; a refused write brings the truth along, as it does for the price.
 */
export const pacing = ({ limits, stage }: Pick<Ports, 'limits' | 'stage'>) => {
  // A stage that only records asks nobody to wait for the gate.
  const asksGate = (draw: Draw): boolean => stage.smsFloods === 'refuse' && !draw.known

  return {
    of(line: Line, figures: Figures, draw: Draw): Pace {
      const { field, bucket } = paceOf(line.country ?? '*', draw, limits)
      const forms = bucketForms('#pace', bucket, line.reservedAt)
      const form = asNumber(figures, field) > line.reservedAt ? forms.used : forms.full
      const gate = asksGate(draw) ? [gatePace(figures, line.reservedAt, limits)] : []
      return {
        budget: {
          set: [form.set, ...gate.flatMap(({ sets }) => sets)].join(', '),
          condition: [form.condition, ...gate.map(({ condition }) => condition)].join(' AND '),
          names: { '#pace': field },
          values: Object.assign({ ...form.values, ':now': line.reservedAt }, ...gate.map(({ values }) => values)),
        },
        block: draw.known ? [] : [countBlock(line, draw, limits.smsPerBlockAndHour)],
      }
    },

    /** The figures as they are likely to be once this message was counted: they choose the form for the next one. */
    after(line: Line, figures: Figures, draw: Draw): Figures {
      const { field, bucket } = paceOf(line.country ?? '*', draw, limits)
      const pace = Math.max(asNumber(figures, field), line.reservedAt) + bucket.refillMs
      return { ...figures, [field]: pace, ...(asksGate(draw) ? afterGate(figures, line.reservedAt, limits) : {}) }
    },

    /** What of it stood in the way. */
    flood(line: Line, figures: Figures, draw: Draw, blockIsFull: boolean): Flood | undefined {
      const now = line.reservedAt
      const until = asksGate(draw) ? gateOpensAt(figures, now, limits) : undefined
      if (until !== undefined) return { word: 'sms_breaker', retryAt: until }
      const { field, bucket } = paceOf(line.country ?? '*', draw, limits)
      if (isEmpty(asNumber(figures, field), bucket, now))
        return { word: 'sms_country', retryAt: roomAt(asNumber(figures, field), bucket) }
      return blockIsFull ? { word: 'sms_block', retryAt: (hourOf(now) + 1) * HOUR } : undefined
    },
  }
}
