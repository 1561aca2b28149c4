import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const home = resolve(import.meta.dirname, '../../.latchkey/python')
const mostBytes = 64 * 1024 * 1024

/** A virtual environment with exactly what a requirements file pins, made when it is not there. Answers its `bin` folder. */
export const pythonTools = async (requirements: string): Promise<string> => {
  const pinned = readFileSync(requirements)
  const folder = join(home, createHash('sha256').update(pinned).digest('hex').slice(0, 16))
  const done = join(folder, 'ready')
  const bin = join(folder, 'bin')
  if (existsSync(done)) return bin
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(home, { recursive: true })
  try {
    await run('python3', ['-m', 'venv', folder])
    await run(join(bin, 'python'), ['-m', 'pip', 'install', '--quiet', '-r', requirements], { maxBuffer: mostBytes })
  } catch (error) {
    throw new Error('Python 3.11 or newer with venv and pip is needed, and its packages', { cause: error })
  }
  mkdirSync(`${done}.draft`)
  renameSync(`${done}.draft`, done)
  return bin
}
