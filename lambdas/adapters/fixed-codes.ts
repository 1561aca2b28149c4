import { createHmac } from 'node:crypto'
import type { TestNumber } from '#core/test-number'
import { lengthPrefixed } from './length-prefixed.ts'

const MILLION = 1_000_000n

/**
 * The one code of a test number, derived like any other and so stored nowhere: from a key of the test stage's own, which opens nothing else.
 * Another end date is another code.
 */
export const fixedCode = (key: string, { number, endsAt }: TestNumber): string => {
  const bits = createHmac('sha256', key)
    .update(lengthPrefixed('fixed:v1', number, endsAt))
    .digest()
    .readBigUInt64BE()
  return String(bits % MILLION).padStart(6, '0')
}
