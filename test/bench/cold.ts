import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { routes } from '#lambdas/routes'
import { tasks } from '#lambdas/tasks'
import { bundleSteps } from '#lib/bundles'
import { doorOf, taskOf } from '#lib/entries'
import { type Compared, coldEnvironment, compareStarts } from './cold-process.ts'
import { bundleRival } from './rival-bundle.ts'
import { stubAws } from './stub-aws.ts'
import type { Row } from './table.ts'

const EMPTY = 'export const handler = async () => ({ statusCode: 204, body: "" })\n'
const RIVAL = 'better-auth'
const SIGN_IN = /^(login-(start|email|verify-code|verify-pin)|pin-reset-new-pin|session-refresh|send-message)$/

const [MOST, AIM, MOST_IMPORT] = [2.1, 1.75, 0.5]

const told = ({ ratio, cpuRatio, importMs }: Compared): string =>
  `${ratio.toFixed(2)}× (processor ${cpuRatio.toFixed(2)}×), import ${importMs.toFixed(0)} ms`

const rowsOf = (results: ReadonlyMap<string, Compared>): readonly Row[] => {
  const rival = results.get(RIVAL)
  const steps = [...results].filter(([name]) => name !== RIVAL).sort(([, a], [, b]) => b.ratio - a.ratio)
  const [heaviest] = steps
  if (rival === undefined || heaviest === undefined) throw new Error('nothing was measured')
  const longest = Math.max(...steps.map(([, { importMs }]) => importMs))
  const [name, { ratio }] = heaviest
  return [
    {
      budget: '1',
      what: `cold process, the heaviest (${name}) to an empty one`,
      limit: `≤ ${MOST}×, aim ${AIM}×`,
      measured: `${ratio.toFixed(2)}×`,
      ratio: ratio / MOST,
      met: ratio <= MOST,
    },
    ...steps.map(([step, result]) => ({ budget: '1', what: `cold process, ${step}`, measured: told(result) })),
    { budget: '1', what: 'cold process, better-auth 1.7.6, phone sign-in, same bundler', measured: told(rival) },
    {
      budget: '2',
      what: 'import, the longest to that of better-auth',
      limit: `≤ ${MOST_IMPORT}×`,
      measured: `${(longest / rival.importMs).toFixed(2)}×`,
      ratio: longest / rival.importMs / MOST_IMPORT,
      met: longest / rival.importMs <= MOST_IMPORT,
    },
  ]
}

/** Cold processes of bundles against an empty one and against better-auth's: those a person waits for, or all. */
export const cold = async ({ pairs, all }: { readonly pairs: number; readonly all: boolean }) => {
  const bundles = bundleSteps([...tasks.map(taskOf), ...routes.map(doorOf)])
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  const aws = await stubAws()
  try {
    const empty = join(folder, 'empty.mjs')
    writeFileSync(empty, EMPTY)
    const steps = [...routes, ...tasks].map(({ step }) => step).filter((step) => all || SIGN_IN.test(step))
    const candidates = {
      ...Object.fromEntries(steps.map((step) => [step, join(bundles.directoryOf(step), 'index.mjs')])),
      [RIVAL]: (await bundleRival(folder)).file,
    }
    return rowsOf(await compareStarts({ candidates, empty, pairs, env: coldEnvironment(aws.url) }))
  } finally {
    aws.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
