import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { hasImage } from '#lib/sam/containers'
import { RUNTIME_IMAGE } from '#lib/sam/serve'

const run = promisify(execFile)
const kept = resolve(import.meta.dirname, '../../.latchkey/lambda-runtime')

// Amazon's own client of the runtime interface, as the registry has it.
const ric = {
  name: 'aws-lambda-ric@4.0.2',
  sha512: 'FE5Vskx7mYNnqAnWWJXUOsLp2VGgdsJsCoRLFTa8L4Yk0QVtArqR8q58yPA++QC1a73ZWJXBQ2AH31nIAv7NOQ==',
}

const clientIn = async (folder: string): Promise<string> => {
  const client = join(kept, ric.sha512.slice(0, 12).replaceAll('/', '_'))
  if (existsSync(client)) return join(client, 'package/index.mjs')
  mkdirSync(kept, { recursive: true })
  const { stdout } = await run('npm', ['pack', ric.name, '--silent', '--pack-destination', folder])
  const archive = join(folder, stdout.trim())
  const sum = createHash('sha512').update(readFileSync(archive)).digest('base64')
  if (sum !== ric.sha512) throw new Error(`${ric.name} is not what it was: ${sum}`)
  const draft = join(folder, 'client')
  mkdirSync(draft)
  await run('tar', ['-xzf', archive, '-C', draft])
  await run('cp', ['-r', draft, `${client}.draft`])
  renameSync(`${client}.draft`, client)
  return join(client, 'package/index.mjs')
}

const put = (root: string, at: string, from: string): void => {
  mkdirSync(join(root, dirname(at)), { recursive: true })
  copyFileSync(from, join(root, at))
}

// A program with the libraries it is linked with, each at its own place.
const install = async (root: string, program: string, at = program): Promise<void> => {
  put(root, at, program)
  const { stdout } = await run('ldd', [program])
  for (const [library] of stdout.matchAll(/\/\S+/g)) put(root, library, library)
}

const bootstrap = `#!/bin/sh
exec /var/lang/bin/node --import /var/runtime/rapid-client.mjs /var/runtime/index.mjs
`

const build = async (folder: string): Promise<string> => {
  const root = join(folder, 'root')
  for (const empty of ['tmp', 'opt', 'proc', 'sys', 'dev', 'etc', 'var/task', 'var/rapid', 'var/runtime']) {
    mkdirSync(join(root, empty), { recursive: true })
  }
  chmodSync(join(root, 'tmp'), 0o1777)
  await install(root, process.execPath, '/var/lang/bin/node')
  // SAM moves its emulator into place with these.
  await install(root, '/bin/sh')
  for (const program of ['mv', 'chmod']) await install(root, `/bin/${program}`)
  put(root, '/var/runtime/index.mjs', await clientIn(folder))
  put(root, '/var/runtime/rapid-client.mjs', join(import.meta.dirname, 'rapid-client.mjs'))
  writeFileSync(join(root, '/var/runtime/rapid-client.node'), '')
  writeFileSync(join(root, '/var/runtime/bootstrap'), bootstrap, { mode: 0o755 })
  writeFileSync(join(root, '/etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n')
  return root
}

const settings = [
  ['ENV', 'PATH=/var/lang/bin:/bin LAMBDA_TASK_ROOT=/var/task LAMBDA_RUNTIME_DIR=/var/runtime TZ=:UTC'],
  ['WORKDIR', '/var/task'],
].flatMap((words) => ['--change', words.join(' ')])

/**
 * Lambda's image for our runtime, where it is not on this machine and cannot be pulled: the Node that runs this, Amazon's own client of the
 * runtime interface, and nothing else. SAM adds Amazon's emulator of that interface to it, as it does to Amazon's image.
 */
export const lambdaRuntime = async (): Promise<'found' | 'made'> => {
  if (await hasImage(RUNTIME_IMAGE)) return 'found'
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-lambda-runtime-'))
  try {
    const archive = join(folder, 'image.tar')
    await run('tar', ['-cf', archive, '-C', await build(folder), '.'])
    await run('docker', ['import', ...settings, archive, RUNTIME_IMAGE])
    return 'made'
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
