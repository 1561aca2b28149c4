import { KDF, newSalt, secretMessage } from '#adapters/secret-message'
import { askingAt } from './asking.ts'
import { memoryRow, middleOf, type Round, ratioRows } from './http-rows.ts'
import { numberOf, PEOPLE, PIN } from './people.ts'
import { RIVAL_DOORS } from './rival.ts'
import { type Served, serveIn } from './served.ts'
import { median, type Row } from './table.ts'

const CONCURRENCY = 10

type SignIn = (number: string) => Promise<void>

const oursAt = (served: Served): SignIn => {
  const ask = askingAt(served.url, CONCURRENCY)
  return async (phone) => {
    const { loginId } = await ask('/login/phone', { phone })
    await ask(`/login/${loginId}/code`, { code: await served.codeTo(phone) })
    await ask(`/login/${loginId}/pin`, { pin: PIN })
  }
}

const theirsAt = (served: Served): SignIn => {
  const ask = askingAt(served.url, CONCURRENCY)
  return async (phoneNumber) => {
    await ask(RIVAL_DOORS.send, { phoneNumber })
    await ask(RIVAL_DOORS.verify, { phoneNumber, code: await served.codeTo(phoneNumber) })
  }
}

const barelyAt = (served: Served): SignIn => {
  const ask = askingAt(served.url, CONCURRENCY)
  return async (phone) => {
    await ask('/phone', { phone })
    await ask('/code', { code: '123456' })
    await ask('/pin', { pin: PIN })
  }
}

/** Does `one` for every person, ten at a time. Seconds until the last is done. */
const forAll = async (one: SignIn): Promise<number> => {
  const waiting = Array.from({ length: PEOPLE }, (_, at) => numberOf(at))
  const begun = performance.now()
  const queue = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await one(next)
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, queue))
  return (performance.now() - begun) / 1_000
}

const roundOf = async (served: Served, signIn: SignIn): Promise<Round> => {
  const before = await served.nextDay()
  const seconds = await forAll(signIn)
  return { seconds, cpuMs: ((await served.nextDay()) - before) / PEOPLE }
}

/** As many slow hashes as a round has, in as many threads as the laptop has for them (`run.ts` sets that), and nothing else. */
const hashesOnly = async (): Promise<Round> => {
  const owner = { organisationId: 'o', personId: 'p', secretEpoch: 1, factor: 'pin' } as const
  const before = process.cpuUsage()
  const seconds = await forAll(async () => void (await secretMessage(PIN, owner, { ...KDF, salt: newSalt() })))
  const { user, system } = process.cpuUsage(before)
  return { seconds, cpuMs: (user + system) / 1_000 / PEOPLE }
}

const STEADY = { rounds: 4, within: 0.02, blocks: 2, most: 100 } as const

/**
 * Rounds until two blocks of them in a row took no less processor time than the best before: code is compiled, connections stand, files are in
 * memory. Not wall time: beside other work one slow block would end it while a compiler still takes a fifth of a server's time.
 */
const warmUp = async (round: () => Promise<Round>): Promise<void> => {
  const block = async (): Promise<number> => {
    const times: number[] = []
    for (let i = 0; i < STEADY.rounds; i++) times.push((await round()).cpuMs)
    return median(times)
  }
  let [best, steady] = [Number.POSITIVE_INFINITY, 0]
  for (let done = 0; done < STEADY.most && steady < STEADY.blocks; done += STEADY.rounds) {
    const now = await block()
    steady = now > best * (1 - STEADY.within) ? steady + 1 : 0
    best = Math.min(best, now)
  }
}

type Servers = { readonly laptop: Served; readonly rival: Served; readonly bare: Served }

const measured = async ({ laptop, rival, bare }: Servers, rounds: number): Promise<readonly Row[]> => {
  const [we, they, barely] = [oursAt(laptop), theirsAt(rival), barelyAt(bare)]
  const turns = [
    () => roundOf(laptop, we),
    () => roundOf(rival, they),
    hashesOnly,
    () => roundOf(bare, barely),
  ] as const
  for (const turn of turns) await warmUp(turn)
  const all: Round[][] = turns.map(() => [])
  for (let round = 0; round < rounds; round++)
    // Whoever goes first changes each round.
    for (const at of turns.map((_, i) => (i + round) % turns.length)) all[at]?.push(await (turns[at] ?? hashesOnly)())
  const [ours = [], theirs = [], hashes = [], bareOnes = []] = all
  return ratioRows({
    ours: middleOf(ours),
    theirs: middleOf(theirs),
    hashes: middleOf(hashes),
    bare: middleOf(bareOnes),
  })
}

/** Sign-ins over HTTP, ten at a time, in rounds that take turns; each server in a process of its own, both warm. */
export const http = async ({ rounds }: { readonly rounds: number }): Promise<readonly Row[]> => {
  const laptop = await serveIn('serve-laptop.ts')
  const rival = await serveIn('serve-rival.ts')
  const bare = await serveIn('serve-bare.ts')
  try {
    const rows = await measured({ laptop, rival, bare }, rounds)
    return [...rows, memoryRow('the laptop', laptop.memory()), memoryRow('better-auth', rival.memory())]
  } finally {
    laptop.stop()
    rival.stop()
    bare.stop()
  }
}
