import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Codes, Ports } from '#core/ports'
import { testNumbersOf } from '#core/test-number'
import { fixedCode } from './fixed-codes.ts'
import { lengthPrefixed } from './length-prefixed.ts'
import { rereadSecret, type Secret, secretFromEnvironment } from './secrets.ts'

const TAG_LETTERS = 6
// 132 bits: a wrong code never has the name of the right one.
const NAME_LETTERS = 22
const MILLION = 1_000_000n

/** Which pepper a seed was made for; says nothing about the pepper. */
const tagOf = (pepper: string) =>
  createHash('sha256').update('pepper-tag').update(pepper).digest('base64url').slice(0, TAG_LETTERS)

/**
 * Codes are derived, never stored: HMAC(pepper, purpose, what waits, channel, which send, seed), 64 bits of it, modulo a million.
 * The seed names its pepper, so that a rotation leaves no code behind that is on its way.
 */
export const codes = (
  first: Secret,
  chance: Ports['chance'],
  reread: () => Promise<Secret>,
  testCodes?: string,
): Codes => {
  let secret = first
  const pick = (tag: string) =>
    [secret.current, secret.previous].find((pepper) => pepper !== undefined && tagOf(pepper) === tag)
  const pepperOf = async (seed: string) => {
    const tag = seed.slice(0, TAG_LETTERS)
    const known = pick(tag)
    if (known !== undefined) return known
    secret = await reread()
    return pick(tag)
  }
  return {
    newSeed: () => `${tagOf(secret.current)}${chance.id()}`,
    async of(wait, sends) {
      if (wait.testNumber !== undefined) {
        const fixed = testCodes === undefined ? [] : [fixedCode(testCodes, wait.testNumber)]
        return Array.from({ length: sends }, () => fixed).flat()
      }
      const pepper = await pepperOf(wait.seed)
      if (pepper === undefined) return []
      return Array.from({ length: sends }, (_, i) => {
        const parts = lengthPrefixed('otp:v1', wait.purpose, wait.about, wait.channel, String(i + 1), wait.seed)
        const bits = createHmac('sha256', pepper).update(parts).digest().readBigUInt64BE()
        return String(bits % MILLION).padStart(6, '0')
      })
    },
    nameOf(about, code) {
      const parts = lengthPrefixed('typed:v1', about, code)
      return createHmac('sha256', secret.current).update(parts).digest('base64url').slice(0, NAME_LETTERS)
    },
    same(a, b) {
      const [x, y] = [createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest()]
      return timingSafeEqual(x, y)
    },
  }
}

export const make = async ({ chance, stage }: Pick<Ports, 'chance' | 'stage'>): Promise<Codes> => {
  const [pepper, testCodes] = await Promise.all([
    secretFromEnvironment('pepper'),
    testNumbersOf(stage).length === 0 ? undefined : secretFromEnvironment('testCodes'),
  ])
  return codes({ current: pepper }, chance, () => rereadSecret('pepper'), testCodes)
}
