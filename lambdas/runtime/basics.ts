import { randomBytes } from 'node:crypto'
import { limitsOf } from '#core/limits'
import type { Ports } from '#core/ports'
import type { Stage } from '#core/stage'
import { readVariable, variableIfSet } from './environment.ts'

export type Basics = Pick<Ports, 'clock' | 'chance' | 'limits' | 'stage'>

/** 128 bits for names, 256 for secrets. */
export const chance: Ports['chance'] = {
  id: () => randomBytes(16).toString('base64url'),
  secret: () => randomBytes(32).toString('base64url'),
}

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
