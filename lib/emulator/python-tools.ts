import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { oneAtATime } from '#laptop/claims'

const run = promisify(execFile)
const home = resolve(import.meta.dirname, '../../.latchkey/python')
const mostBytes = 64 * 1024 * 1024

const install = async (requirements: string, folder: string): Promise<void> => {
  rmSync(folder, { recursive: true, force: true })
  try {
    await run('python3', ['-m', 'venv', folder])
    const args = ['-m', 'pip', 'install', '--quiet', '-r', requirements]
    await run(join(folder, 'bin', 'python'), args, { maxBuffer: mostBytes })
  } catch (error) {
    throw new Error('Python 3.11 or newer with venv and pip is needed, and its packages', { cause: error })
  }
  mkdirSync(join(folder, 'ready'))
}

/** A virtual environment with exactly what a requirements file pins, made when it is not there. Answers its `bin` folder. */
export const pythonTools = async (requirements: string): Promise<string> => {
  const pinned = readFileSync(requirements)
  const folder = join(home, createHash('sha256').update(pinned).digest('hex').slice(0, 16))
  await oneAtATime(`${folder}.lock`, async () => {
    if (!existsSync(join(folder, 'ready'))) await install(requirements, folder)
  })
  return join(folder, 'bin')
}
