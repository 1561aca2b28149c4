import { Worker } from 'node:worker_threads'
import { countMessage } from '../counts/message.ts'
import { countAll } from './costs.ts'
import type { Row } from './table.ts'

const LIMITS = [
  ['phone sign-in on a new device', 10],
  ['phone sign-in on a new device, which is then trusted', 10],
  ['phone sign-in on a trusted device', 5],
  ['a wrong code', 2],
  ['a wrong PIN', 2],
] as const

const requestRows = async (): Promise<readonly Row[]> => {
  const counts = await countAll()
  const message = await countMessage()
  const requests = LIMITS.map(([name, most]): Row => {
    const count = counts.get(name)
    const sent = (count?.sms ?? 0) + (count?.mail ?? 0)
    const dynamo = (count?.dynamo ?? Number.NaN) - sent * message.dynamo
    return {
      budget: '6',
      what: `DynamoDB requests, ${name}${sent === 0 ? '' : `; of the sender, apart: ${sent * message.dynamo}`}`,
      limit: `≤ ${most}`,
      measured: String(dynamo),
      ratio: dynamo / most,
      met: dynamo <= most,
    }
  })
  const kms = counts.get('phone sign-in on a new device')?.kms ?? []
  const transitions = counts.get('a forgotten PIN, from the number to the new PIN')?.transitions ?? Number.NaN
  return [
    ...requests,
    { budget: '8', what: 'KMS calls of a warm sign-in', limit: '2', measured: kms.join(', '), met: kms.length === 2 },
    {
      budget: '11',
      what: 'state transitions of a reset, happy path',
      limit: '≤ 10',
      measured: String(transitions),
      ratio: transitions / 10,
      met: transitions <= 10,
    },
  ]
}

// A million people are about eight gigabytes in the laptop's tables, more than a process of Node may have by itself.
const HEAP_MEGABYTES = 16_000

const dayAmong = (people: number): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const resourceLimits = { maxOldGenerationSizeMb: HEAP_MEGABYTES }
    const worker = new Worker(new URL('./flat-worker.ts', import.meta.url), { workerData: people, resourceLimits })
    worker.once('message', resolve).once('error', reject)
  })

/** Budgets that are counted, not timed: they hold on every machine, and tests hold them as well. */
export const counts = async ({ people }: { readonly people: number }): Promise<readonly Row[]> => {
  const [few, many] = [await dayAmong(1_000), await dayAmong(people)]
  const different = few.filter((request, at) => request !== many[at]).length + Math.abs(few.length - many.length)
  const flat: Row = {
    budget: '7',
    what: `requests, units and bytes of a day of sign-ins, right and wrong, 1,000 and ${people.toLocaleString('en-US')} people stored`,
    limit: 'equal',
    measured: different === 0 ? `equal (${few.length} requests)` : `${different} differ`,
    met: different === 0,
  }
  return [...(await requestRows()), flat]
}
