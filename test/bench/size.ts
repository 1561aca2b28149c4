import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Metafile } from 'esbuild'
import { routes } from '#lambdas/routes'
import { tasks } from '#lambdas/tasks'
import { bundleSteps } from '#lib/bundles'
import { doorOf, taskOf } from '#lib/entries'
import { bundleRival } from './rival-bundle.ts'
import type { Row } from './table.ts'

const KB = 1_024
const MOST_KB = 400

type Output = Metafile['outputs'][string]

const ownerOf = (input: string): string =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? input.split('/').slice(0, 2).join('/')

/** Bytes of one bundle by the package or folder they come from, most first. */
export const bytesByOwner = ({ inputs }: Output): readonly (readonly [string, number])[] => {
  const sums = new Map<string, number>()
  for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
    sums.set(ownerOf(input), (sums.get(ownerOf(input)) ?? 0) + bytesInOutput)
  }
  return [...sums].sort(([, a], [, b]) => b - a)
}

const kb = (bytes: number): string => `${(bytes / KB).toFixed(0)} KB`

const rivalRow = async (): Promise<Row> => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'))
  try {
    return {
      budget: '3',
      what: 'bundle of better-auth, no database client',
      measured: kb((await bundleRival(folder)).bytes),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The size of every bundle against its budget, and what the largest carries. */
export const size = async (): Promise<readonly Row[]> => {
  const { metafile } = bundleSteps([...tasks.map(taskOf), ...routes.map(doorOf)])
  const bundles = Object.entries(metafile.outputs)
    .filter(([path]) => path.endsWith('index.mjs'))
    .map(([path, output]) => ({ step: basename(dirname(path)), output }))
    .sort((a, b) => b.output.bytes - a.output.bytes)
  const budgeted = bundles.map(({ step, output }) => ({
    budget: '3',
    what: `bundle of ${step}`,
    limit: `≤ ${MOST_KB} KB`,
    measured: kb(output.bytes),
    ratio: output.bytes / KB / MOST_KB,
    met: output.bytes <= MOST_KB * KB,
  }))
  const largest = bundles[0]
  const parts = largest === undefined ? [] : bytesByOwner(largest.output).slice(0, 12)
  return [
    ...budgeted.filter(({ met }, at) => at < 5 || !met),
    ...parts.map(([owner, bytes]) => ({ budget: '3', what: `of ${largest?.step}: ${owner}`, measured: kb(bytes) })),
    await rivalRow(),
  ]
}
