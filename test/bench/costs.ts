import { world } from '#support/world'
import { type Count, counted } from '../counts/counted.ts'
import { type JourneyName, journeys } from '../counts/journeys.ts'
import { ESTIMATES, PRICES } from './prices.ts'

/** US dollars for a million walks of one journey, by what is billed. `message` is all that sending its text messages takes at AWS but their price. */
export type Cost = {
  readonly api: number
  readonly lambda: number
  readonly dynamo: number
  readonly kms: number
  readonly workflow: number
  readonly mail: number
  readonly logs: number
}

const MILLION = 1_000_000

// A function that checks a secret hashes once; what it asks besides is on the clock of its full processor: three tables, two keys. A fourth table is
// asked while the token is signed.
const gigabyteSeconds = ({ requests, tasks, dynamo, kms, sms, mail }: Count): number => {
  const { perRunMs, perDynamoMs, perKmsMs, perMessageMs, perSlowHashMs, gigabytes } = ESTIMATES
  const hashes = kms.filter((operation) => /^(Verify|Generate)Mac$/.test(operation)).length
  const hashingMs = hashes * (perRunMs + perSlowHashMs + 3 * perDynamoMs + 2 * perKmsMs)
  const runs = requests + tasks - hashes
  const asked = Math.max(0, dynamo - 3 * hashes) * perDynamoMs + Math.max(0, kms.length - 2 * hashes) * perKmsMs
  const otherMs = runs * perRunMs + asked + (sms + mail) * perMessageMs
  return (hashingMs * gigabytes.hashing + otherMs * gigabytes.other) / 1_000
}

export const costOf = (count: Count): Cost => {
  const { perMillion, perGigabyteSecond, perLogGigabyte } = PRICES
  const runs = count.requests + count.tasks
  return {
    api: count.requests * perMillion.restRequest,
    lambda: runs * perMillion.lambdaRequest + gigabyteSeconds(count) * perGigabyteSecond * MILLION,
    dynamo: count.writeUnits * perMillion.writeUnit + count.readUnits * perMillion.readUnit,
    kms: count.kms.length * perMillion.kmsRequest,
    workflow: count.transitions * perMillion.stateTransition,
    mail: count.mail * perMillion.email,
    logs: ((runs * ESTIMATES.logBytesPerRun * MILLION) / 1e9) * perLogGigabyte,
  }
}

export const total = (cost: Cost): number => Object.values(cost).reduce((sum, part) => sum + part, 0)

/** Walks every journey once in a world of its own. */
export const countAll = async (): Promise<ReadonlyMap<JourneyName, Count>> => {
  const counts = new Map<JourneyName, Count>()
  for (const name of Object.keys(journeys) as JourneyName[]) {
    const w = world()
    counts.set(name, await counted(w, await journeys[name].prepare(w)))
  }
  return counts
}

/** The journey without what its text message takes: the sender's run, the ledger's line and the budget. */
export const withoutMessage = (count: Count, message: Count): Count => ({
  ...count,
  dynamo: count.dynamo - message.dynamo,
  writeUnits: count.writeUnits - message.writeUnits,
  tasks: count.tasks - message.tasks,
  sms: 0,
})
