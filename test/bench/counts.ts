import { DAY } from '#core/time'
import { signIn, withAnna } from '#support/anna'
import { world } from '#support/world'
import { counted } from '../counts/counted.ts'
import { countAll } from './costs.ts'
import type { Row } from './table.ts'

const LIMITS = [
  ['phone sign-in on a new device', 10],
  ['phone sign-in on a trusted device', 5],
  ['a wrong code', 2],
  ['a wrong PIN', 2],
] as const

const requestRows = async (): Promise<readonly Row[]> => {
  const counts = await countAll()
  const requests = LIMITS.map(([name, most]): Row => {
    const dynamo = counts.get(name)?.dynamo ?? Number.NaN
    return {
      budget: '6',
      what: `DynamoDB requests, ${name}`,
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

// Written to the engine itself: a million through the SDK would measure the SDK.
const unitsAmong = async (people: number): Promise<string> => {
  const w = world()
  await withAnna(w)
  for (let i = 0; i < people; i++) {
    const item = { pk: { S: `PHONE#other-${i}` }, sk: { S: 'POINTER' }, personId: { S: `other-${i}` } }
    w.engine.call('PutItem', { TableName: 'people', Item: item })
  }
  await signIn(w)
  w.passes(DAY)
  await counted(w, () => signIn(w))
  return w.asked.map(({ operation, units }) => `${operation} ${units}`).join()
}

/** Budgets that are counted, not timed: they hold on every machine, and tests hold them as well. */
export const counts = async ({ people }: { readonly people: number }): Promise<readonly Row[]> => {
  const [few, many] = [await unitsAmong(1_000), await unitsAmong(people)]
  const flat: Row = {
    budget: '7',
    what: `requests and units of a sign-in, 1,000 and ${people.toLocaleString('en-US')} numbers stored`,
    limit: 'equal',
    measured: few === many ? 'equal' : `${few} and ${many}`,
    met: few === many,
  }
  return [...(await requestRows()), flat]
}
