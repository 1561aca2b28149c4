import { KDF, newSalt, secretMessage } from '#adapters/secret-message'
import { undisturbed } from './at-work.ts'
import { leaveHashOut, takeHashUp } from './hash-apart.ts'
import { type HandedOver, ours, type SignIn, type Took, theirs } from './sign-ins.ts'
import type { Row } from './table.ts'

const MOST = 0.3
const PER_ROUND = 100

const owner = { organisationId: 'o', personId: 'p', secretEpoch: 1, factor: 'pin' } as const
const HASHES = 20

/** One slow hash, all threads. Milliseconds. */
const slowHashMs = async (): Promise<number> => {
  const before = process.cpuUsage()
  for (let i = 0; i < HASHES; i++) await secretMessage('836194', owner, { ...KDF, salt: newSalt() })
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / HASHES
}

const WARM_ROUNDS = 15

const ms = (value: number): string => `${value.toFixed(2)} ms`

const manyTimes = async (signIn: SignIn): Promise<readonly Took[]> => {
  const took: Took[] = []
  for (let call = 0; call < PER_ROUND; call++) took.push(await signIn())
  return took
}

type Kind = HandedOver | 'rivals' | 'hashing'

/** All kinds in turns, round by round. */
const measured = async (rounds: number): Promise<Readonly<Record<Kind, readonly Took[]>>> => {
  leaveHashOut()
  const [objects, requests, rivals] = [await ours('objects'), await ours('requests'), theirs()]
  const hashing = async () => {
    takeHashUp()
    const took = await manyTimes(objects)
    leaveHashOut()
    return took
  }
  const kinds: readonly (readonly [Kind, () => Promise<readonly Took[]>])[] = [
    ['objects', () => manyTimes(objects)],
    ['rivals', () => manyTimes(rivals)],
    ['requests', () => manyTimes(requests)],
    ['hashing', hashing],
  ]
  const all: Record<Kind, Took[]> = { objects: [], requests: [], rivals: [], hashing: [] }
  for (let round = -WARM_ROUNDS; round < rounds; round++)
    for (const [kind, measure] of round % 2 === 0 ? kinds : kinds.toReversed()) {
      const took = await measure()
      if (round >= 0) all[kind].push(...took)
    }
  takeHashUp()
  return all
}

/** How long a thread is at work for a sign-in, in turns with better-auth's. What tables and keys do is not in ours, four short lists are in theirs. */
export const cpu = async ({ rounds }: { readonly rounds: number }): Promise<readonly Row[]> => {
  const all = await measured(rounds)
  const stepsMs = (kind: Kind) => undisturbed(all[kind].map(({ steps }) => steps))
  const [objects, requests, rivals] = [stepsMs('objects'), stepsMs('requests'), stepsMs('rivals')]
  const ratio = objects / rivals
  return [
    {
      budget: '4',
      what: 'processor time of a phone sign-in in process, slow hash apart, tables and keys as objects, to better-auth',
      limit: `≤ ${MOST}×`,
      measured: `${ratio.toFixed(2)}×`,
      ratio: ratio / MOST,
      met: ratio <= MOST,
    },
    { budget: '4', what: 'ours: three steps, eleven questions to tables and keys as objects', measured: ms(objects) },
    { budget: '4', what: 'better-auth: two steps, tables in memory as objects', measured: ms(rivals) },
    {
      budget: '4',
      what: 'ours with the eleven requests to AWS written, signed and read, which better-auth has none of',
      measured: `${ms(requests)}, ${(requests / rivals).toFixed(2)}×`,
    },
    {
      budget: '4',
      what: 'ours, apart: the function that sends the code, with its requests',
      measured: ms(undisturbed(all.requests.map(({ sender }) => sender))),
    },
    { budget: '12', what: 'apart: handing the hash to another thread', measured: ms(stepsMs('hashing') - objects) },
    { budget: '12', what: 'the slow hash, alone, all threads', measured: ms(await slowHashMs()) },
  ]
}
