import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import type { Idempotency, KeyedCall } from '#core/idempotency'
import type { Ports } from '#core/ports'
import { DAY, SECOND } from '#core/time'
import { type Dynamo, dynamoFromEnvironment, type Item } from './dynamo.ts'
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
const sealKey = (call: KeyedCall) =>
  Buffer.from(hkdfSync('sha256', lengthPrefixed(call.key, call.scope, call.request), '', 'answer:v1', 32))

const placeOf = ({ scope, key }: Pick<KeyedCall, 'scope' | 'key'>) => keys.idempotency(hash('call', scope, key))
const fingerprintOf = ({ request }: Pick<KeyedCall, 'request'>) => hash('request', request)
const ttlAt = (now: number) => Math.ceil((now + 2 * DAY) / SECOND)

const asText = (bytes: Buffer): string => bytes.toString('base64url')

const seal = (key: Buffer, text: string): string => {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  return asText(Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]))
}

const open = (key: Buffer, sealed: string): string => {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8')
}

/** The key of the kept answer, for the call as it was made first and as it comes with what was answered; undefined for any other call. */
const keyOfAnswer = (call: KeyedCall, item: Item): Buffer | undefined => {
  const fingerprint = fingerprintOf(call)
  if (item.fingerprint === fingerprint) return sealKey(call)
  const again = item.again as { readonly fingerprint: string; readonly key: string } | undefined
  return again?.fingerprint === fingerprint ? Buffer.from(open(sealKey(call), again.key), 'base64url') : undefined
}

export const idempotency = (db: Dynamo, { clock, chance }: Pick<Ports, 'clock' | 'chance'>): Idempotency => ({
  async claim(call) {
    const now = clock.now()
    const fingerprint = fingerprintOf(call)
    const claim = chance.id()
    const outcome = await db.put(
      'logins',
      { ...placeOf(call), fingerprint, claim, claimedAt: now, ttl: ttlAt(now) },
      'attribute_not_exists(pk) OR claimedAt <= :dayOld OR (attribute_not_exists(answer) AND claimedAt <= :abandoned AND fingerprint = :fingerprint)',
      { ':dayOld': now - DAY, ':abandoned': now - ABANDONED_AFTER_MS, ':fingerprint': fingerprint },
    )
    if (outcome.done || outcome.item?.claim === claim) return { outcome: 'first', claim }
    const item = outcome.item ?? {}
    const key = keyOfAnswer(call, item)
    if (key === undefined) return { outcome: 'other' }
    if (item.answer === undefined) return { outcome: 'running' }
    if (Number(item.answerUntil) <= now) return { outcome: 'gone' }
    return { outcome: 'answered', answer: open(key, String(item.answer)) }
  },

  async keep(call, claim, { text, forMs, again }) {
    const [now, until] = [clock.now(), clock.now() + forMs]
    const here = again?.scope === call.scope ? again : undefined
    await db.update('logins', placeOf(call), {
      update: `SET answer = :answer, answerUntil = :until${here === undefined ? '' : ', again = :again'}`,
      condition: 'claim = :claim',
      values: {
        ':answer': seal(sealKey(call), text),
        ':until': until,
        ':claim': claim,
        ':again': here && { fingerprint: fingerprintOf(here), key: seal(sealKey(here), asText(sealKey(call))) },
      },
    })
    if (again === undefined || here !== undefined) return
    const copy = { answer: seal(sealKey(again), text), answerUntil: until, fingerprint: fingerprintOf(again) }
    const place = { ...placeOf(again), claim, claimedAt: now, ttl: ttlAt(now) }
    await db.put('logins', { ...place, ...copy }, 'attribute_not_exists(pk)')
  },

  async release(call, claim) {
    await db.remove('logins', placeOf(call), 'claim = :claim', { ':claim': claim })
  },
})

export const make = (basics: Pick<Ports, 'clock' | 'chance'>): Idempotency =>
  idempotency(dynamoFromEnvironment(), basics)
