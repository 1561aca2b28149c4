import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { ACCOUNT, type Emulator, REGION } from './ministack.ts'

const root = resolve(import.meta.dirname, '../..')

/** MiniStack reads from it whom a call is for, and checks no signature. */
export const forService = (service: string): Readonly<Record<string, string>> => ({
  Authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/${service}/aws4_request, SignedHeaders=host, Signature=none`,
})

const cdk = async (stack: Emulator, args: readonly string[]): Promise<void> => {
  const env = { ...process.env, ...stack.environment, CDK_DISABLE_CLI_TELEMETRY: 'true' }
  const options = { cwd: root, env, maxBuffer: 64 * 1024 * 1024, timeout: 300_000 }
  try {
    await promisify(execFile)(process.execPath, [join(root, 'node_modules/aws-cdk/bin/cdk'), ...args], options)
  } catch (error) {
    const told = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    const lines = told.split('\n').filter((line) => !/_(IN_PROGRESS|COMPLETE) /.test(line))
    throw new Error(`cdk ${args[0]} failed:\n${lines.slice(-40).join('\n')}`)
  }
}

/** What an account needs before its first stack. */
export const bootstrap = (stack: Emulator, assembly: string): Promise<void> =>
  cdk(stack, ['bootstrap', `aws://${ACCOUNT}/${REGION}`, '--app', assembly])

export type Outputs = Readonly<Record<string, string>>

/** The stock `cdk deploy` of an assembly's one stack; answers its outputs. */
export const deploy = async (stack: Emulator, assembly: string): Promise<{ name: string; outputs: Outputs }> => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-outputs-'))
  const file = join(folder, 'outputs.json')
  await cdk(stack, ['deploy', '--app', assembly, '--require-approval', 'never', '--outputs-file', file])
  const [deployed] = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Outputs>>)
  rmSync(folder, { recursive: true })
  if (deployed === undefined) throw new Error('cdk deploy told no outputs')
  return { name: deployed[0], outputs: deployed[1] }
}

/** Where MiniStack serves the API that its outputs name. */
export const apiOf = (stack: Emulator, outputs: Outputs): string => {
  const url = new URL(outputs.ApiUrl ?? '')
  return `${stack.url}/_aws/execute-api/${url.hostname.split('.')[0]}${url.pathname.replace(/\/$/, '')}`
}

/** The physical id of every resource of a stack, by its logical id. */
export const resourcesOf = async (stack: Emulator, name: string): Promise<Readonly<Record<string, string>>> => {
  const answer = await fetch(stack.url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...forService('cloudformation') },
    body: new URLSearchParams({ Action: 'DescribeStackResources', StackName: name, Version: '2010-05-15' }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`the stack does not tell its resources: ${text}`)
  const members = [...text.matchAll(/<member>(.*?)<\/member>/gs)].map(([, member = '']) => {
    const told = (tag: string): string => new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(member)?.[1] ?? ''
    return [told('LogicalResourceId'), told('PhysicalResourceId')] as const
  })
  return Object.fromEntries(members)
}

/** What the owner of a domain does once in SES, and what MiniStack believes without a look at DNS. */
export const verifyMailDomain = async (stack: Emulator, domain: string): Promise<void> => {
  const answer = await fetch(`${stack.url}/v2/email/identities`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...forService('ses') },
    body: JSON.stringify({ EmailIdentity: domain }),
  })
  if (!answer.ok) throw new Error(`the domain ${domain} was not taken: ${await answer.text()}`)
}

/** What tells one code of a function from another. */
export const codeHashOf = async (stack: Emulator, functionName: string): Promise<string> => {
  const answer = await fetch(`${stack.url}/2015-03-31/functions/${functionName}`, { headers: forService('lambda') })
  const told = (await answer.json()) as { readonly Configuration: { readonly CodeSha256: string } }
  return told.Configuration.CodeSha256
}
