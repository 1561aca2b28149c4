// `npm run sam`: the API under SAM, with the laptop's services behind it. `--port N` (3000). `--validate` only writes the template and lints it.
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { assemblyOf } from '#laptop/assembly'
import { startLaptop } from '#laptop/laptop'
import { pythonTools } from '#lib/emulator/python-tools'
import { samTemplate, writeSamTemplate } from '#lib/sam/template'

const root = resolve(import.meta.dirname, '..')
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3000' },
    stage: { type: 'string', default: 'dev' },
    validate: { type: 'boolean', default: false },
  },
})

const quietly = { SAM_CLI_TELEMETRY: '0', AWS_DEFAULT_REGION: 'us-east-1', AWS_REGION: 'us-east-1' }

/** Runs a command to its end; the exit status, 127 where there is no such command. */
const run = (command: string, args: readonly string[], stdio: 'inherit' | 'ignore'): Promise<number> =>
  new Promise((ended) => {
    const child = spawn(command, args, { cwd: root, stdio, env: { ...process.env, ...quietly } })
    child.once('error', () => ended(127))
    child.once('exit', (status) => ended(status ?? 1))
  })

const sam = async (args: readonly string[]): Promise<number> => {
  const bin = await pythonTools(join(root, 'lib/sam/requirements.txt'))
  return run(join(bin, 'sam'), args, 'inherit')
}

const folder = join(root, '.latchkey/sam')

const validate = async (): Promise<number> => {
  const { template, assetsDir } = await assemblyOf(values.stage)
  const { file } = writeSamTemplate(folder, samTemplate(template, assetsDir, 'http://host.docker.internal:4566'))
  return sam(['validate', '--lint', '--template-file', file, '--region', 'us-east-1'])
}

const serve = async (): Promise<number> => {
  if ((await run('docker', ['info'], 'ignore')) !== 0) {
    console.error('SAM runs functions in containers, and no Docker (or Finch behind it) answers on this machine.')
    console.error('`npm start` runs the same functions with nothing but Node.')
    return 1
  }
  const { template, assetsDir } = await assemblyOf(values.stage)
  const laptop = await startLaptop({ template, assetsDir, port: 0, quiet: true })
  const awsPort = new URL(laptop.awsUrl).port
  const awsUrl = `http://host.docker.internal:${awsPort}`
  const { file } = writeSamTemplate(folder, samTemplate(template, assetsDir, awsUrl))
  console.log(`\n  Messages   ${laptop.url}/_local/outbox\n  AWS        ${laptop.awsUrl}\n`)
  const status = await sam([
    'local',
    'start-api',
    '--template-file',
    file,
    '--port',
    values.port,
    '--warm-containers',
    'LAZY',
  ])
  await laptop.stop()
  return status
}

process.exit(await (values.validate ? validate() : serve()))
