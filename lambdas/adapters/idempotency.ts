import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import type { Idempotency } from '#core/idempotency'
import type { Ports } from '#core/ports'
import { DAY, SECOND } from '#core/time'
import { type Dynamo, dynamoFromEnvironment } from './dynamo.ts'
import { keys } from './keys.ts'
import { lengthPrefixed } from './length-prefixed.ts'

/** A first call that has not answered after this long has crashed: the next one takes its place. */
const ABANDONED_AFTER_MS = 30 * SECOND
const IV_BYTES = 12
const TAG_BYTES = 16

const hash = (...parts: readonly string[]) =>
  createHash('sha256')
    .update(lengthPrefixed(...parts))
    .digest('base64url')

/** Answers hold tokens: they are sealed with the call itself, so that the table alone opens none. */
const sealKey = (call: { readonly key: string; readonly scope: string; readonly request: string }) =>
  Buffer.from(hkdfSync('sha256', lengthPrefixed(call.key, call.scope, call.request), '', 'answer:v1', 32))

const seal = (key: Buffer, text: string): string => {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

const open = (key: Buffer, sealed: string): string => {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8')
}

export const idempotency = (db: Dynamo, { clock, chance }: Pick<Ports, 'clock' | 'chance'>): Idempotency => ({
  async claim(call) {
    const now = clock.now()
    const place = keys.idempotency(hash('call', call.scope, call.key))
    const fingerprint = hash('request', call.request)
    const claim = chance.id()
    const ttl = Math.ceil((now + 2 * DAY) / SECOND)
    const outcome = await db.put(
      'logins',
      { ...place, fingerprint, claim, claimedAt: now, ttl },
      'attribute_not_exists(pk) OR claimedAt <= :dayOld OR (attribute_not_exists(answer) AND claimedAt <= :abandoned AND fingerprint = :fingerprint)',
      { ':dayOld': now - DAY, ':abandoned': now - ABANDONED_AFTER_MS, ':fingerprint': fingerprint },
    )
    if (outcome.done || outcome.item?.claim === claim) return { outcome: 'first', claim }
    const item = outcome.item ?? {}
    if (item.fingerprint !== fingerprint) return { outcome: 'other' }
    if (item.answer === undefined) return { outcome: 'running' }
    if (Number(item.answerUntil) <= now) return { outcome: 'gone' }
    return { outcome: 'answered', answer: open(sealKey(call), String(item.answer)) }
  },

  async keep(call, claim, answer, forMs) {
    await db.update('logins', keys.idempotency(hash('call', call.scope, call.key)), {
      update: 'SET answer = :answer, answerUntil = :until',
      condition: 'claim = :claim',
      values: { ':answer': seal(sealKey(call), answer), ':until': clock.now() + forMs, ':claim': claim },
    })
  },

  async release(call, claim) {
    await db.remove('logins', keys.idempotency(hash('call', call.scope, call.key)), 'claim = :claim', {
      ':claim': claim,
    })
  },
})

export const make = (basics: Pick<Ports, 'clock' | 'chance'>): Idempotency =>
  idempotency(dynamoFromEnvironment(), basics)
