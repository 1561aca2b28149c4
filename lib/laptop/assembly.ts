import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { claim, isClaimed, oneAtATime } from '#laptop/claims'
import { isRecord, recordOf } from '#laptop/reading'

/** A synthesized stack: its template, parsed, and the folder in which its `asset.<hash>` folders lie. */
export type Assembly = { readonly template: unknown; readonly assetsDir: string }

const root = resolve(import.meta.dirname, '../..')
const kept = join(root, '.latchkey', 'assemblies')
const mostKept = 4

const sources = [
  'bin/app.ts',
  'lib/**/*.ts',
  'lambdas/**/*',
  'cdk.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]

type Pages = 'on' | 'off'

const smsDeliveryLog = 'sns/us-east-1/000000000000/DirectPublishToPhoneNumber'

type Context = { readonly stage: string; readonly pages: Pages; readonly smsDeliveryLog?: string }

// Whoever shows the pages and writes the log of text messages by itself is the laptop: in its account that log is switched on.
const contextOf = (stage: string, pages: Pages): Context =>
  pages === 'on' ? { stage, pages } : { stage, pages, smsDeliveryLog }

const fingerprint = (context: Context): string => {
  const hash = createHash('sha256').update(JSON.stringify(context))
  const files = globSync(context.pages === 'on' ? [...sources, 'web/**/*'] : sources, {
    cwd: root,
    exclude: (path) => path.startsWith(join('lib', 'laptop')),
  })
  for (const file of files.sort()) {
    const path = join(root, file)
    if (statSync(path).isFile()) hash.update(`\0${file}\0`).update(readFileSync(path))
  }
  return hash.digest('hex').slice(0, 32)
}

const stackIn = (manifest: unknown): string => {
  const artifacts = Object.values(recordOf(recordOf(manifest, 'manifest').artifacts, 'artifacts'))
  const stacks = artifacts.filter(isRecord).filter(({ type }) => type === 'aws:cloudformation:stack')
  const [properties] = stacks.map((stack) => recordOf(stack.properties, 'stack'))
  if (stacks.length !== 1 || !properties) throw new Error(`expected one stack in the assembly, found ${stacks.length}`)
  return String(properties.templateFile)
}

/** Reads an assembly that lies in a folder. */
export const readAssembly = (assetsDir: string): Assembly => {
  const parsed = (file: string): unknown => JSON.parse(readFileSync(join(assetsDir, file), 'utf8'))
  return { template: parsed(stackIn(parsed('manifest.json'))), assetsDir }
}

// Node prints the line that threw, which for minified packages is a page long.
const readable = (error: unknown): string => {
  const told = isRecord(error) && typeof error.stderr === 'string' ? error.stderr.trim() : String(error)
  return told
    .split('\n')
    .filter((line) => line.length < 400)
    .join('\n')
}

// A process of its own: a changed source is read anew, and the CDK's memory goes when it ends. `cdk synth` judges the template by the CDK's
// own rules as well, for as long as everything else takes: what runs here has been judged there.
const synthesize = async (folder: string, context: Context): Promise<void> => {
  const draft = `${folder}.${process.pid}`
  const env = {
    ...process.env,
    CDK_OUTDIR: draft,
    CDK_CONTEXT_JSON: JSON.stringify(context),
    CDK_VALIDATION: 'false',
    NODE_COMPILE_CACHE: join(root, '.latchkey', 'compile-cache'),
  }
  try {
    await promisify(execFile)(process.execPath, [join(root, 'bin/app.ts')], { cwd: root, env })
    if (!existsSync(folder)) renameSync(draft, folder)
  } catch (error) {
    throw new Error(`the app does not synthesize:\n${readable(error)}`)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

// Whatever a laptop still runs on stays, however old: its next environment needs the code.
const forgetOldest = (): void => {
  const folders = readdirSync(kept).filter((name) => !name.includes('.'))
  const byAge = folders.map((name) => join(kept, name)).sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  for (const folder of byAge.slice(mostKept).filter((one) => !isClaimed(one)))
    rmSync(folder, { recursive: true, force: true })
}

/** The app's assembly for a stage, synthesized only when a source file has changed since it last was. The laptop shows the pages and writes the log of text messages by itself. */
export const assemblyOf = async (stage: string, pages: Pages = 'off'): Promise<Assembly> => {
  mkdirSync(kept, { recursive: true })
  const context = contextOf(stage, pages)
  const folder = join(kept, fingerprint(context))
  await oneAtATime(`${folder}.lock`, async () => {
    if (!existsSync(join(folder, 'manifest.json'))) await synthesize(folder, context)
    claim(folder)
  })
  utimesSync(folder, new Date(), new Date())
  forgetOldest()
  return readAssembly(folder)
}
