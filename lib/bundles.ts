import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { BuildOptions, Metafile } from 'esbuild'
import { entryOf, type Step } from './entries.ts'

const root = resolve(import.meta.dirname, '..')
const home = join(root, '.bundles')

/** Where each step's bundle lies: a directory of its own, so that one change redeploys one function. */
export type Bundles = { readonly directoryOf: (step: string) => string; readonly metafile: Metafile }

export const bundleOptions = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  sourcemap: false,
  outExtension: { '.js': '.mjs' },
} as const satisfies BuildOptions

// Written elsewhere and moved, because another synth may be reading; left alone when nothing changed.
const keep = (path: string, content: string | Uint8Array): void => {
  if (existsSync(path) && Buffer.from(content).equals(readFileSync(path))) return
  const draft = join(home, 'drafts', `${process.pid}-${basename(path)}`)
  for (const each of [path, draft]) mkdirSync(dirname(each), { recursive: true })
  writeFileSync(draft, content)
  renameSync(draft, path)
}

// A data file that lies beside a module of the same name travels with it.
const dataOf = ({ inputs }: Metafile['outputs'][string]): readonly string[] =>
  Object.keys(inputs)
    .map((input) => join(root, input.replace(/\.ts$/, '.bin')))
    .filter((path) => path.endsWith('.bin') && existsSync(path))

const keepData = ({ outputs }: Metafile): void => {
  for (const [path, output] of Object.entries(outputs)) {
    for (const data of dataOf(output)) keep(join(root, dirname(path), basename(data)), readFileSync(data))
  }
}

const entryFile = (step: string): string => join(home, 'entries', `${step}.ts`)

/** Builds into a folder of its own: another synth may be reading what lies in `.bundles/`. */
const buildInto = (drafts: string, steps: readonly Step[]): Metafile => {
  const request = join(drafts, 'request.json')
  const options: BuildOptions = {
    ...bundleOptions,
    absWorkingDir: root,
    entryPoints: Object.fromEntries(steps.map(({ step }) => [`${step}/index`, entryFile(step)])),
    outdir: drafts,
  }
  writeFileSync(request, JSON.stringify(options))
  execFileSync(process.execPath, [join(import.meta.dirname, 'bundle-process.ts'), request], { stdio: 'inherit' })
  return JSON.parse(readFileSync(join(drafts, 'meta.json'), 'utf8'))
}

/** Where an output of the draft belongs. */
const placed = (path: string, drafts: string): string => join(home, relative(drafts, join(root, path)))

/** Bundles every step in one call. Needs no network; writes under `.bundles/`. */
export const bundleSteps = (steps: readonly Step[]): Bundles => {
  for (const step of steps) keep(entryFile(step.step), entryOf(step))
  mkdirSync(join(home, 'drafts'), { recursive: true })
  const drafts = mkdtempSync(join(home, 'drafts', 'build-'))
  try {
    const metafile = buildInto(drafts, steps)
    const outputs = Object.entries(metafile.outputs)
    for (const [path] of outputs) keep(placed(path, drafts), readFileSync(join(root, path)))
    const moved = Object.fromEntries(outputs.map(([path, output]) => [relative(root, placed(path, drafts)), output]))
    const kept = { ...metafile, outputs: moved }
    keepData(kept)
    keep(join(home, 'meta.json'), JSON.stringify(kept))
    return { directoryOf: (step) => join(home, step), metafile: kept }
  } finally {
    rmSync(drafts, { recursive: true, force: true })
  }
}
