import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { type BuildOptions, buildSync, type Metafile } from 'esbuild'
import { entryOf, type Step } from './entries.ts'

const root = resolve(import.meta.dirname, '..')
const home = join(root, '.bundles')

/** Where each step's bundle lies: a directory of its own, so that one change redeploys one function. */
export type Bundles = { readonly directoryOf: (step: string) => string; readonly metafile: Metafile }

// On Lambda the credentials are in the environment, the first link of the chain; the other links are imported only when reached.
const neverReached = [
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-web-identity',
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-login',
  '@smithy/credential-provider-imds',
  // Replies in parts. We call nothing that has them, and bundled it would keep the whole of the SDK's core from being trimmed.
  '@smithy/core/event-streams',
]

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
  external: neverReached,
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

/** Bundles every step in one call. Needs no network; writes under `.bundles/`. */
export const bundleSteps = (steps: readonly Step[]): Bundles => {
  for (const step of steps) keep(entryFile(step.step), entryOf(step))
  const { outputFiles, metafile } = buildSync({
    ...bundleOptions,
    absWorkingDir: root,
    entryPoints: Object.fromEntries(steps.map(({ step }) => [`${step}/index`, entryFile(step)])),
    outdir: home,
    write: false,
    metafile: true,
  })
  for (const { path, contents } of outputFiles) keep(path, contents)
  keepData(metafile)
  keep(join(home, 'meta.json'), JSON.stringify(metafile))
  return { directoryOf: (step) => join(home, step), metafile }
}
