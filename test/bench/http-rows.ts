import { PEOPLE } from './people.ts'
import type { Memory } from './served.ts'
import { median, type Row } from './table.ts'

const LEAST = 2

/** One round: how long it took, and the server's processor time for one sign-in. */
export type Round = { readonly seconds: number; readonly cpuMs: number }

/** The middle one of some rounds, in time and in processor time. */
export const middleOf = (rounds: readonly Round[]): Round => ({
  seconds: median(rounds.map(({ seconds }) => seconds)),
  cpuMs: median(rounds.map(({ cpuMs }) => cpuMs)),
})

type Middles = Readonly<Record<'ours' | 'theirs' | 'hashes' | 'bare', Round>>

export const ratioRows = ({ ours, theirs, hashes, bare }: Middles): readonly Row[] => {
  const ratio = theirs.seconds / Math.max(ours.seconds - hashes.seconds, 0.001)
  const told = ({ seconds, cpuMs }: Round): string =>
    `${(PEOPLE / seconds).toFixed(0)} per second, ${cpuMs.toFixed(1)} ms of processor each`
  return [
    {
      budget: '5',
      what: 'phone sign-ins over HTTP, laptop to better-auth, slow hash apart',
      limit: `≥ ${LEAST}×`,
      measured: `${ratio.toFixed(2)}×`,
      ratio: LEAST / ratio,
      met: ratio >= LEAST,
    },
    { budget: '5', what: 'laptop, all of it: gateway, functions, AWS, tables, slow hash', measured: told(ours) },
    { budget: '12', what: 'as many slow hashes alone', measured: told(hashes) },
    { budget: '5', what: 'better-auth: no slow hash, SQLite on disk', measured: told(theirs) },
    { budget: '5', what: 'as many requests and signed questions, and nothing done', measured: told(bare) },
    {
      budget: '5',
      what: 'those to better-auth: what the laptop could reach at most',
      measured: `${(theirs.seconds / bare.seconds).toFixed(2)}×`,
    },
  ]
}

export const memoryRow = (who: string, memory: Memory | undefined): Row => ({
  budget: '',
  what: `memory of ${who} under this load`,
  measured: memory === undefined ? 'not known here' : `${memory.nowMb} MB, at most ${memory.mostMb} MB`,
})
