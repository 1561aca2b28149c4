import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Assembly, assemblyOf } from '#laptop/assembly'
import { type Laptop, type LaptopOptions, startLaptop } from '#laptop/laptop'
import { atOwnAddress } from '#laptop/own-address'
import { readStack } from '#laptop/stack-plan'
import { pythonTools } from '#lib/emulator/python-tools'
import { hasImage, openToContainers } from './containers.ts'
import { samTemplate, writeSamTemplate } from './template.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = join(root, '.latchkey/sam')

/** The image in which SAM runs functions of our runtime on this machine. */
export const RUNTIME_IMAGE = `public.ecr.aws/lambda/nodejs:24-${process.arch === 'arm64' ? 'arm64' : 'x86_64'}`

const quietly = { SAM_CLI_TELEMETRY: '0', AWS_DEFAULT_REGION: 'us-east-1', AWS_REGION: 'us-east-1' }

const sam = async (args: readonly string[]) => {
  const bin = await pythonTools(join(root, 'lib/sam/requirements.txt'))
  const child = spawn(join(bin, 'sam'), args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...quietly } })
  const ended = new Promise<number>((done) => {
    child.once('error', () => done(127))
    child.once('exit', (status) => done(status ?? 1))
  })
  return { child, ended }
}

/** Writes the template for SAM and lints it; the exit status. Needs no containers. */
export const validate = async (stage: string): Promise<number> => {
  const { template, assetsDir } = await assemblyOf(stage)
  const plans = new Map(readStack(template).functions.map(({ id, environment }) => [id, environment]))
  const place = { assets: assetsDir, environmentOf: (id: string) => plans.get(id) ?? {} }
  const file = writeSamTemplate(folder, 'linted', samTemplate(template, place))
  return (await sam(['validate', '--lint', '--template-file', file, '--region', 'us-east-1'])).ended
}

/** The API under SAM, with a laptop's services behind it. */
export type Served = {
  readonly url: string
  /** What keeps tables, keys and messages, and runs the tasks that no door calls. */
  readonly laptop: Laptop
  /** SAM's exit status, once it has ended. */
  readonly ended: Promise<number>
  stop(): Promise<void>
}

// What SAM sets by itself, and what leads nowhere in a container.
const notForContainers = /^AWS_(LAMBDA_|EXECUTION_ENV|CONFIG_FILE|SHARED_CREDENTIALS_FILE)|^(_HANDLER|LANG|TZ)$/

/** The functions' environment as the laptop's own workers have it, keys and all: so its port knows which function calls, and checks its role. */
const environmentIn = (laptop: Laptop, awsUrl: string) => (id: string) => {
  const { environment } = laptop.functions.find(id) ?? { environment: {} }
  const kept = Object.entries(environment).filter(([name]) => !notForContainers.test(name))
  return { ...Object.fromEntries(kept), AWS_ENDPOINT_URL: awsUrl }
}

const untilItAnswers = async (url: string, ended: Promise<number>): Promise<void> => {
  let over = false
  void ended.then(() => {
    over = true
  })
  while (!(await fetch(url, { method: 'OPTIONS' }).catch(() => undefined))) {
    if (over) throw new Error('SAM ended before it served anything')
    await wait(200)
  }
}

export type ServeOptions = Pick<LaptopOptions, 'seed' | 'site'> & { readonly stage: string; readonly port: number }

const laptopAt = async (
  address: string,
  { template, assetsDir }: Assembly,
  more: Pick<LaptopOptions, 'seed' | 'site'>,
) => startLaptop({ ...more, template, assetsDir, port: 0, address, quiet: true })

/** Starts both. `url` is told at once; the first call of a function waits for its container. */
export const serveSam = async ({ stage, port, ...more }: ServeOptions): Promise<Served> => {
  const url = `http://localhost:${port}`
  const assembly = await assemblyOf(stage)
  const laptop = await laptopAt(url, assembly, more)
  const passage = await openToContainers(Number(new URL(laptop.awsUrl).port))
  const place = { assets: assembly.assetsDir, environmentOf: environmentIn(laptop, passage.url) }
  const file = writeSamTemplate(folder, `at-${port}`, samTemplate(atOwnAddress(assembly.template, url), place))
  const known = (await hasImage(RUNTIME_IMAGE)) ? ['--skip-pull-image'] : []
  const where = ['--template-file', file, '--port', String(port)]
  const { child, ended } = await sam([
    'local',
    'start-api',
    ...where,
    ...known,
    '--warm-containers',
    'LAZY',
    '--no-watch',
  ])
  const stop = async (): Promise<void> => {
    child.kill('SIGINT')
    await ended
    passage.close()
    await laptop.stop()
  }
  try {
    await untilItAnswers(url, ended)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, laptop, ended, stop }
}
