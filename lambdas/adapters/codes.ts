import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { Codes } from '#core/key-ports'
import type { Ports } from '#core/ports'
import { testNumbersOf } from '#core/test-number'
import { fixedCode } from './fixed-codes.ts'
import { lengthPrefixed } from './length-prefixed.ts'
import { rereadSecret, type Secret, secretFromEnvironment } from './secrets.ts'

const TAG_LETTERS = 6
// 132 bits: a wrong code never has the name of the right one.
const NAME_LETTERS = 22
const MILLION = 1_000_000n

/** Which pepper a seed was made for; says nothing about the pepper. */
const tagOf = (pepper: string) => hash('sha256', `pepper-tag${pepper}`, 'base64url').slice(0, TAG_LETTERS)

/** A pepper as it is used: made a key and named once, not for every code. */
type Pepper = { readonly tag: string; readonly key: KeyObject }
const pepperOf = (text: string): Pepper => ({ tag: tagOf(text), key: createSecretKey(Buffer.from(text)) })
const peppersOf = ({ current, previous }: Secret): readonly [Pepper, ...Pepper[]] => [
  pepperOf(current),
  ...(previous === undefined ? [] : [pepperOf(previous)]),
]

type Derived = { readonly about: string; readonly purpose: string; readonly channel: string; readonly seed: string }

const derive = (key: KeyObject, { purpose, about, channel, seed }: Derived, sends: number): readonly string[] =>
  Array.from({ length: sends }, (_, i) => {
    const parts = lengthPrefixed('otp:v1', purpose, about, channel, String(i + 1), seed)
    const bits = createHmac('sha256', key).update(parts).digest().readBigUInt64BE()
    return String(bits % MILLION).padStart(6, '0')
  })

const same = (a: string, b: string): boolean =>
  timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'))

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
  let peppers = peppersOf(first)
  const pick = (tag: string) => peppers.find((pepper) => pepper.tag === tag)
  const keyOf = async (seed: string): Promise<KeyObject | undefined> => {
    const tag = seed.slice(0, TAG_LETTERS)
    const known = pick(tag)
    if (known !== undefined) return known.key
    peppers = peppersOf(await reread())
    return pick(tag)?.key
  }
  return {
    newSeed: () => `${peppers[0].tag}${chance.id()}`,
    async of(wait, sends) {
      if (wait.testNumber !== undefined) {
        const fixed = testCodes === undefined ? [] : [fixedCode(testCodes, wait.testNumber)]
        return Array.from({ length: sends }, () => fixed).flat()
      }
      const key = await keyOf(wait.seed)
      return key === undefined ? [] : derive(key, wait, sends)
    },
    async wasOf(wait, sends, typed) {
      const key = await keyOf(wait.seed)
      if (key === undefined) return false
      const all = ['sms', 'email'].flatMap((channel) => derive(key, { ...wait, channel }, sends))
      return all.map((code) => same(code, typed)).includes(true)
    },
    nameOf(about, code) {
      const parts = lengthPrefixed('typed:v1', about, code)
      return createHmac('sha256', peppers[0].key).update(parts).digest('base64url').slice(0, NAME_LETTERS)
    },
    same,
  }
}

export const make = async ({ chance, stage }: Pick<Ports, 'chance' | 'stage'>): Promise<Codes> => {
  const [pepper, testCodes] = await Promise.all([
    secretFromEnvironment('pepper'),
    testNumbersOf(stage).length === 0 ? undefined : secretFromEnvironment('testCodes'),
  ])
  return codes({ current: pepper }, chance, () => rereadSecret('pepper'), testCodes)
}
