import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type Memory, memoryOf } from './served.ts'
import { median, type Row } from './table.ts'

const root = resolve(import.meta.dirname, '../..')
const READY = /http:\/\/localhost:\d+/

type Started = { readonly seconds: number; readonly memory: Memory | undefined }

/** `npm start` until it names its address, demo people and pages included; then it is ended. */
const startOnce = (): Promise<Started> =>
  new Promise((resolve, reject) => {
    const begun = performance.now()
    const child = spawn(process.execPath, ['bin/start.ts', '--port', '0'], { cwd: root })
    let [out, error] = ['', '']
    let started: Started | undefined
    child.stderr.on('data', (chunk) => {
      error += chunk
    })
    child.stdout.on('data', (chunk) => {
      out += chunk
      if (started !== undefined || !READY.test(out)) return
      started = { seconds: (performance.now() - begun) / 1_000, memory: memoryOf(child.pid) }
      child.kill('SIGTERM')
    })
    child.once('close', () => (started ? resolve(started) : reject(new Error(`npm start ended: ${error.slice(-600)}`))))
  })

/** What a start adds when anything in lib or lambdas has changed: bundles and template, without the CDK's own rules. Seconds. */
const synthOnce = async (): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-synth-'))
  const env = {
    ...process.env,
    CDK_OUTDIR: folder,
    CDK_CONTEXT_JSON: JSON.stringify({ stage: 'dev' }),
    CDK_VALIDATION: 'false',
  }
  const begun = performance.now()
  try {
    await promisify(execFile)(process.execPath, [join(root, 'bin/app.ts')], { cwd: root, env })
    return (performance.now() - begun) / 1_000
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Time to ready of `npm start`, what a changed source adds, and the memory of an idle laptop. Told, not judged. */
export const start = async ({ rounds }: { readonly rounds: number }): Promise<readonly Row[]> => {
  const few = Math.min(3, rounds)
  await startOnce()
  const starts: Started[] = []
  const synths: number[] = []
  for (let round = 0; round < few; round++) {
    starts.push(await startOnce())
    synths.push(await synthOnce())
  }
  const seconds = (values: readonly number[]): string => `${median(values).toFixed(1)} s`
  const memory = starts.map((it) => it.memory?.nowMb).filter((mb) => mb !== undefined)
  return [
    { budget: '', what: 'npm start to ready, nothing changed', measured: seconds(starts.map((it) => it.seconds)) },
    { budget: '', what: 'synth, which the first start after a change adds', measured: seconds(synths) },
    { budget: '', what: 'memory of the laptop when ready', measured: `${median(memory).toFixed(0)} MB` },
  ]
}
