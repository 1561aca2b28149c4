import { spawn } from 'node:child_process'
import { stageOf, stages } from '#lib/stages'
import { ENVIRONMENT } from '#runtime/environment'
import { median } from './table.ts'

/** One process from spawn to end, the part of it that the import took with its top-level await, and its processor time. Milliseconds. */
export type Start = { readonly wallMs: number; readonly importMs: number; readonly cpuMs: number }

// Set in some stages and at some times alone.
const OPTIONAL: ReadonlySet<string> = new Set([
  ENVIRONMENT.testCodes,
  ENVIRONMENT.canaryNumber,
  ENVIRONMENT.canaryPin,
  ENVIRONMENT.otherSigningKey,
  ENVIRONMENT.edgeToken,
])

/** What a function finds around it in a live stage, and AWS at this address. */
export const coldEnvironment = (awsUrl: string): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    Object.values(ENVIRONMENT)
      .filter((name) => !OPTIONAL.has(name))
      .map((name) => [name, 'bench']),
  ),
  [ENVIRONMENT.stage]: JSON.stringify(stageOf(stages.prod)),
  [ENVIRONMENT.limits]: '{}',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  AWS_ENDPOINT_URL: awsUrl,
})

const program = (file: string): string =>
  [
    'const begun = performance.now()',
    `await import(${JSON.stringify(file)})`,
    'const importMs = performance.now() - begun',
    'const { user, system } = process.cpuUsage()',
    'const told = JSON.stringify({ importMs, cpuMs: (user + system) / 1000 })',
    'process.stdout.write(told, () => process.exit(0))',
  ].join('\n')

const coldStart = (file: string, env: Readonly<Record<string, string>>): Promise<Start> =>
  new Promise((resolve, reject) => {
    const begun = performance.now()
    const child = spawn(process.execPath, ['--input-type=module', '-e', program(file)], {
      env: { PATH: process.env.PATH ?? '', ...env },
    })
    let [out, error] = ['', '']
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      error += chunk
    })
    child.once('close', (status) => {
      if (status === 0) resolve({ wallMs: performance.now() - begun, ...JSON.parse(out) })
      else reject(new Error(`${file} did not start: ${error.slice(-600)}`))
    })
  })

/** One candidate beside the base, side by side in each pair: medians of the pairs. */
export type Compared = { readonly ratio: number; readonly cpuRatio: number; readonly importMs: number }

type Samples = { readonly ratios: number[]; readonly cpus: number[]; readonly imports: number[] }

export type Contest = {
  /** Name and file of each candidate. */
  readonly candidates: Readonly<Record<string, string>>
  readonly empty: string
  readonly pairs: number
  readonly env: Readonly<Record<string, string>>
}

const pairOf = async ({ empty, env }: Contest, file: string, emptyFirst: boolean) => {
  const first = await coldStart(emptyFirst ? empty : file, env)
  const second = await coldStart(emptyFirst ? file : empty, env)
  return emptyFirst ? { base: first, ours: second } : { base: second, ours: first }
}

/** Every candidate against the empty bundle, in pairs that take turns in going first. */
export const compareStarts = async (contest: Contest): Promise<ReadonlyMap<string, Compared>> => {
  const samples = new Map<string, Samples>()
  for (let pair = 0; pair < contest.pairs; pair++) {
    for (const [name, file] of Object.entries(contest.candidates)) {
      const { base, ours } = await pairOf(contest, file, pair % 2 === 0)
      const mine = samples.get(name) ?? { ratios: [], cpus: [], imports: [] }
      samples.set(name, mine)
      mine.ratios.push(ours.wallMs / base.wallMs)
      mine.cpus.push(ours.cpuMs / base.cpuMs)
      mine.imports.push(ours.importMs)
    }
  }
  const judge = ({ ratios, cpus, imports }: Samples): Compared => ({
    ratio: median(ratios),
    cpuRatio: median(cpus),
    importMs: median(imports),
  })
  return new Map([...samples].map(([name, mine]) => [name, judge(mine)]))
}
