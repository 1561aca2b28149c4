import { randomBytes } from 'node:crypto'
import { limitsOf } from '#core/limits'
import type { Ports } from '#core/ports'
import type { Stage } from '#core/stage'
import { readVariable, variableIfSet } from './environment.ts'

export type Basics = Pick<Ports, 'clock' | 'chance' | 'limits' | 'stage'>

const FETCHED_BYTES = 1_024

/** Chance as text. The system is asked for many bytes at once, which costs hardly more than for sixteen. None is given twice, or kept once it was given. */
const chanceText = () => {
  let [bytes, at]: [Buffer, number] = [Buffer.alloc(0), 0]
  return (size: number): string => {
    if (at + size > bytes.length) [bytes, at] = [randomBytes(FETCHED_BYTES), 0]
    const [from, to] = [at, at + size]
    at = to
    const text = bytes.toString('base64url', from, to)
    bytes.fill(0, from, to)
    return text
  }
}

const text = chanceText()

/** 128 bits for names, 256 for secrets. */
export const chance: Ports['chance'] = { id: () => text(16), secret: () => text(32) }

const edge = (): Pick<Stage, 'edgeToken'> => {
  const edgeToken = variableIfSet('edgeToken')
  return edgeToken === undefined ? {} : { edgeToken }
}

/** Time, chance, figures and stage: what every step may have. */
export const basicsFromEnvironment = (): Basics => ({
  clock: { now: () => Date.now() },
  chance,
  limits: limitsOf(JSON.parse(readVariable('limits'))),
  stage: { ...JSON.parse(readVariable('stage')), ...edge() },
})
