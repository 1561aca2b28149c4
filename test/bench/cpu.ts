import assert from 'node:assert/strict'
import { memoryAdapter } from 'better-auth/adapters/memory'
import { KDF, newSalt, secretMessage } from '#adapters/secret-message'
import { DAY } from '#core/time'
import { signIn, withAnna } from '#support/anna'
import { world } from '#support/world'
import { tablesAndKeysElsewhere } from './elsewhere.ts'
import { RIVAL_DOORS, rival } from './rival.ts'
import { median, type Row } from './table.ts'

const MOST = 0.3
const PER_ROUND = 40
const NUMBER = '+447700900123'

type SignIn = () => Promise<void>
type Used = typeof process.threadCpuUsage

/** Processor time of one call. Milliseconds. */
const cpuMsOf = async (work: SignIn, used: Used): Promise<number> => {
  const before = used()
  for (let i = 0; i < PER_ROUND; i++) await work()
  const { user, system } = used(before)
  return (user + system) / 1_000 / PER_ROUND
}

// The slow hash is the work of Node's pool, tables and keys that of another thread: this one has our steps, and the writing, signing and reading
// of their requests.
const thisThread: Used = (before) => process.threadCpuUsage(before)
const allThreads: Used = (before) => process.cpuUsage(before)

const ours = async (): Promise<SignIn> => {
  const w = world({ elsewhere: tablesAndKeysElsewhere(), slowness: KDF })
  await withAnna(w)
  return async () => {
    w.passes(DAY)
    w.sms.length = 0
    w.jobs.length = 0
    assert.equal((await signIn(w)).status, 200)
  }
}

const theirs = (): SignIn => {
  const codes = new Map<string, string>()
  const tables = { user: [], session: [], account: [], verification: [] }
  const auth = rival(memoryAdapter(tables), (to, code) => {
    codes.set(to, code)
  })
  const ask = async (path: string, body: object): Promise<void> => {
    const headers = { 'content-type': 'application/json', origin: 'http://127.0.0.1' }
    const request = new Request(`http://127.0.0.1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const answer = await auth.handler(request)
    assert.equal(answer.status, 200, await answer.text())
  }
  return async () => {
    // Its tables are lists that are searched from the first to the last: kept short, they cost nothing.
    tables.session.length = 0
    tables.verification.length = 0
    await ask(RIVAL_DOORS.send, { phoneNumber: NUMBER })
    await ask(RIVAL_DOORS.verify, { phoneNumber: NUMBER, code: codes.get(NUMBER) })
  }
}

const slowHash: SignIn = async () => {
  const owner = { organisationId: 'o', personId: 'p', secretEpoch: 1, factor: 'pin' } as const
  await secretMessage('836194', owner, { ...KDF, salt: newSalt() })
}

const WARM_ROUNDS = 12

/** Processor time of a sign-in in one thread, in turns with better-auth's; tables and keys are not in ours, tables of four short lists in theirs. */
export const cpu = async ({ rounds }: { readonly rounds: number }): Promise<readonly Row[]> => {
  const [we, they] = [await ours(), theirs()]
  for (let round = 0; round < WARM_ROUNDS; round++) for (const warm of [we, they]) await cpuMsOf(warm, thisThread)
  const [mine, hash, rivals]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < rounds; round++) {
    mine.push(await cpuMsOf(we, thisThread))
    rivals.push(await cpuMsOf(they, thisThread))
    hash.push(await cpuMsOf(slowHash, allThreads))
  }
  const [ourMs, hashMs, rivalMs] = [median(mine), median(hash), median(rivals)]
  const ratio = ourMs / rivalMs
  const ms = (value: number): string => `${value.toFixed(2)} ms`
  return [
    {
      budget: '4',
      what: 'processor time of a phone sign-in, slow hash apart, to better-auth',
      limit: `≤ ${MOST}×`,
      measured: `${ratio.toFixed(2)}×`,
      ratio: ratio / MOST,
      met: ratio <= MOST,
    },
    { budget: '4', what: 'ours: three doors and the message, requests signed and read', measured: ms(ourMs) },
    { budget: '4', what: 'better-auth: two steps, tables in memory', measured: ms(rivalMs) },
    { budget: '12', what: 'the slow hash, alone, all threads', measured: ms(hashMs) },
  ]
}
