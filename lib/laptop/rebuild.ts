import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { build } from 'esbuild'
import { isRecord, recordOf } from '#laptop/reading'
import { bundleOptions } from '#lib/bundles'

const root = resolve(import.meta.dirname, '../..')
const bundles = join(root, '.bundles')
const workplace = join(root, '.latchkey')

/** A step whose bundle was made anew, and the folder it lies in. */
export type Rebuilt = { readonly step: string; readonly directory: string }

const outputsOf = (metafile: string): readonly (readonly [string, readonly string[]])[] => {
  if (!existsSync(metafile)) return []
  const { outputs } = recordOf(JSON.parse(readFileSync(metafile, 'utf8')), metafile)
  return Object.entries(recordOf(outputs, metafile)).map(([path, output]) => [
    relative('.bundles', dirname(path)),
    Object.keys(isRecord(output) && isRecord(output.inputs) ? output.inputs : {}),
  ])
}

/** The steps whose last bundle was made of any of these files (paths from the top of the repository). */
export const stepsMadeOf = (files: readonly string[]): readonly string[] =>
  outputsOf(join(bundles, 'meta.json'))
    .filter(([, inputs]) => files.some((file) => inputs.includes(file)))
    .map(([step]) => step)

// One place for each process, gone with it.
const ownPlace = (): string => {
  mkdirSync(workplace, { recursive: true })
  const place = mkdtempSync(join(workplace, 'rebuilt-'))
  process.once('exit', () => rmSync(place, { recursive: true, force: true }))
  return place
}
let place: string | undefined
let times = 0

/** Bundles these steps alone, into folders of their own, from the entries that the last synth wrote. */
export const rebuild = async (steps: readonly string[]): Promise<readonly Rebuilt[]> => {
  place ??= ownPlace()
  const home = join(place, String(++times))
  const rebuilt = steps.map((step) => ({ step, directory: join(home, step) }))
  // What lies beside a bundle, such as data, comes along.
  for (const { step, directory } of rebuilt) cpSync(join(bundles, step), directory, { recursive: true })
  await build({
    ...bundleOptions,
    absWorkingDir: root,
    entryPoints: Object.fromEntries(steps.map((step) => [`${step}/index`, join(bundles, 'entries', `${step}.ts`)])),
    outdir: home,
    logLevel: 'silent',
  })
  return rebuilt
}
