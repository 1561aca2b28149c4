import { KDF, newSalt, secretMessage } from '#adapters/secret-message'
import { numberOf, PEOPLE, PIN } from './people.ts'
import { RIVAL_DOORS } from './rival.ts'
import { type Memory, type Served, serveIn } from './served.ts'
import { median, type Row } from './table.ts'

const [CONCURRENCY, LEAST] = [10, 2]

type Ask = (path: string, body: object) => Promise<Record<string, string>>

let asked = 0
const askAt = (url: string): Ask => {
  return async (path, body) => {
    const source = `198.51.${Math.floor(asked / 250) % 250}.${1 + (asked++ % 250)}`
    const headers = { 'content-type': 'application/json', origin: 'http://127.0.0.1', 'latchkey-local-source': source }
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Record<string, string>
  }
}

type SignIn = (number: string) => Promise<void>

const oursAt = (served: Served): SignIn => {
  const ask = askAt(served.url)
  return async (phone) => {
    const { loginId } = await ask('/login/phone', { phone })
    await ask(`/login/${loginId}/code`, { code: await served.codeTo(phone) })
    await ask(`/login/${loginId}/pin`, { pin: PIN })
  }
}

const theirsAt = (served: Served): SignIn => {
  const ask = askAt(served.url)
  return async (phoneNumber) => {
    await ask(RIVAL_DOORS.send, { phoneNumber })
    await ask(RIVAL_DOORS.verify, { phoneNumber, code: await served.codeTo(phoneNumber) })
  }
}

/** Seconds until all have signed in, ten at a time. */
const roundOf = async (served: Served, signIn: SignIn): Promise<number> => {
  await served.ask('another day')
  const waiting = Array.from({ length: PEOPLE }, (_, at) => numberOf(at))
  const begun = performance.now()
  const one = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await signIn(next)
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, one))
  return (performance.now() - begun) / 1_000
}

/** As many slow hashes as a round has, ten at a time, and nothing else. Seconds. */
const hashesOnly = async (): Promise<number> => {
  const owner = { organisationId: 'o', personId: 'p', secretEpoch: 1, factor: 'pin' } as const
  const begun = performance.now()
  let left = PEOPLE
  const one = async (): Promise<void> => {
    while (left-- > 0) await secretMessage(PIN, owner, { ...KDF, salt: newSalt() })
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, one))
  return (performance.now() - begun) / 1_000
}

const rowsOf = (ours: number, theirs: number, hashes: number): readonly Row[] => {
  const perSecond = (seconds: number): string => `${(PEOPLE / seconds).toFixed(0)} per second`
  const ratio = theirs / Math.max(ours - hashes, 0.001)
  return [
    {
      budget: '5',
      what: 'phone sign-ins over HTTP, laptop to better-auth, slow hash apart',
      limit: `≥ ${LEAST}×`,
      measured: `${ratio.toFixed(2)}×`,
      ratio: LEAST / ratio,
      met: ratio >= LEAST,
    },
    {
      budget: '5',
      what: 'laptop, all of it: gateway, workers, AWS port, tables, slow hash',
      measured: perSecond(ours),
    },
    { budget: '12', what: 'as many slow hashes alone', measured: perSecond(hashes) },
    { budget: '5', what: 'better-auth: no slow hash, SQLite on disk', measured: perSecond(theirs) },
  ]
}

const memoryRow = (who: string, memory: Memory | undefined): Row => ({
  budget: '',
  what: `memory of ${who} under this load`,
  measured: memory === undefined ? 'not known here' : `${memory.nowMb} MB, at most ${memory.mostMb} MB`,
})

/** Sign-ins over HTTP, ten at a time, in rounds that take turns; each server in a process of its own. */
export const http = async ({ rounds }: { readonly rounds: number }): Promise<readonly Row[]> => {
  const laptop = await serveIn('serve-laptop.ts')
  const rival = await serveIn('serve-rival.ts')
  try {
    const [we, they] = [oursAt(laptop), theirsAt(rival)]
    const [mine, rivals, hashes]: [number[], number[], number[]] = [[], [], []]
    for (let round = -2; round < rounds; round++) {
      const times = [await roundOf(laptop, we), await roundOf(rival, they), await hashesOnly()] as const
      if (round < 0) continue
      mine.push(times[0])
      rivals.push(times[1])
      hashes.push(times[2])
    }
    return [
      ...rowsOf(median(mine), median(rivals), median(hashes)),
      memoryRow('the laptop', laptop.memory()),
      memoryRow('better-auth', rival.memory()),
    ]
  } finally {
    laptop.stop()
    rival.stop()
  }
}
