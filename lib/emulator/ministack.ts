import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pythonTools } from './python-tools.ts'

/** Where a MiniStack answers. `environment` makes the stock AWS tools talk to it. */
export type Emulator = { readonly url: string; readonly environment: Readonly<Record<string, string>> }

/** One of our own, empty when it starts. */
export type MiniStack = Emulator & {
  readonly logFile: string
  stop(): Promise<void>
}

export const REGION = 'us-east-1'
export const ACCOUNT = '000000000000'

const patienceMs = 60_000

const untaken = (port: number): Promise<number> =>
  new Promise((found, reject) => {
    const probe = createServer()
    probe.once('error', () => reject(new Error(`port ${port} is taken; choose another with --port`)))
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })

// Loopback only, functions as processes of this very Node, and none of the services that open ports of their own.
const settings = (port: number, folder: string): NodeJS.ProcessEnv => ({
  PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
  HOME: folder,
  TMPDIR: folder,
  PYTHONPATH: join(import.meta.dirname, 'lambda-layers'),
  BIND_HOST: '127.0.0.1',
  GATEWAY_PORT: String(port),
  LAMBDA_EXECUTOR: 'local',
  IOT_MTLS_ENABLED: '0',
  SFTP_ENABLED: '0',
  S3_DATA_DIR: join(folder, 's3'),
  STATE_DIR: join(folder, 'state'),
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
})

const addressOf = (port: number): string => `http://127.0.0.1:${port}`

const environmentOf = (url: string): Emulator['environment'] => ({
  AWS_ENDPOINT_URL: url,
  AWS_ENDPOINT_URL_S3: url,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
})

const isReady = async (url: string): Promise<boolean> =>
  (await fetch(`${url}/_ministack/ready`).catch(() => undefined))?.ok === true

/** The one that somebody else started at this port and goes on running, if there is one. */
export const runningMiniStack = async (port: number): Promise<Emulator | undefined> => {
  const url = addressOf(port)
  return (await isReady(url)) ? { url, environment: environmentOf(url) } : undefined
}

const untilReady = async (url: string, child: ChildProcess, logFile: string): Promise<void> => {
  for (const until = Date.now() + patienceMs; Date.now() < until; await wait(100)) {
    if (child.exitCode !== null) throw new Error(`MiniStack ended with ${child.exitCode}: see ${logFile}`)
    if (await isReady(url)) return
  }
  throw new Error(`MiniStack was not ready in ${patienceMs / 1000} s: see ${logFile}`)
}

/** Starts MiniStack on loopback; port 0 takes any free one. It is installed when it is not there, and ends with this process. */
export const startMiniStack = async (port = 0): Promise<MiniStack> => {
  const bin = await pythonTools(join(import.meta.dirname, 'requirements.txt'))
  const taken = await untaken(port)
  // Not below this package: its workers are CommonJS, and the next package.json would say otherwise.
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-ministack-'))
  const logFile = join(folder, 'ministack.log')
  const log = createWriteStream(logFile)
  const child = spawn(join(bin, 'python'), ['-m', 'ministack'], { cwd: folder, env: settings(taken, folder) })
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  const ended = new Promise<void>((gone) => child.once('exit', () => gone()))
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await Promise.race([ended, wait(5_000).then(() => child.kill('SIGKILL'))])
    log.end()
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', () => child.kill('SIGKILL'))
  const url = addressOf(taken)
  await untilReady(url, child, logFile)
  return { url, environment: environmentOf(url), logFile, stop }
}
