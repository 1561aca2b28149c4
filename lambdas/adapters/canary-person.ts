import { type CanaryPerson, CanaryStopped } from '#core/canary'
import type { Ports } from '#core/ports'
import { testNumberAt } from '#core/test-number'
import { readVariable } from '#runtime/environment'
import { fixedCode } from './fixed-codes.ts'
import { currentSecret } from './secrets.ts'

/** The test number's person: the code is derived as everybody's is, the PIN is the one secret that somebody put there. */
export const make = ({ stage, clock }: Pick<Ports, 'stage' | 'clock'>): CanaryPerson => {
  const number = readVariable('canaryNumber')
  return {
    async credentials() {
      const one = testNumberAt(stage, number, clock.now())
      if (one === undefined) throw new CanaryStopped('start', 'number_ended')
      const [key, text] = await Promise.all([currentSecret('testCodes'), currentSecret('canaryPin')])
      const pin = text.trim()
      if (!/^\d{6}$/.test(pin)) throw new CanaryStopped('start', 'no_pin')
      return { phone: number, code: fixedCode(key, one), pin }
    },
  }
}
