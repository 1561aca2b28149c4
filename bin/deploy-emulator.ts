// `npm run deploy:emulator`: MiniStack on this machine, the stock `cdk bootstrap` and `cdk deploy` to it, and two people to sign in with.
// `--port N` (4570), the messages it took in at the next port. While one runs, another such call deploys this code over it: people and sessions stay.
import { parseArgs } from 'node:util'
import { assemblyOf } from '#laptop/assembly'
import { apiOf, bootstrap, deploy, verifyMailDomain } from '#lib/emulator/deploy'
import { type MiniStack, runningMiniStack, startMiniStack } from '#lib/emulator/ministack'
import { serveOutbox } from '#lib/emulator/outbox'
import { demoPeople, seedOver } from '#lib/emulator/people'
import { stageNamed } from '#lib/stages'

const { values } = parseArgs({
  options: { port: { type: 'string', default: '4570' }, stage: { type: 'string', default: 'dev' } },
})

const portOf = (text: string): number => {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_534) throw new Error(`--port ${text} is not a port`)
  return port
}

const started = async (port: number): Promise<{ readonly stack: MiniStack; readonly outbox: string }> => {
  console.log('MiniStack starts (the first time it is installed below .latchkey/) …')
  const stack = await startMiniStack(port)
  const outbox = await serveOutbox(stack, port + 1)
  const stop = async (): Promise<void> => {
    outbox.close()
    await stack.stop()
    process.exit(0)
  }
  process.once('SIGINT', () => void stop())
  process.once('SIGTERM', () => void stop())
  return { stack, outbox: outbox.url }
}

const signingIn = (api: string, outbox: string): readonly string[] => {
  const [{ phone, pin } = { phone: '', pin: '' }] = demoPeople
  const json = "-H 'content-type: application/json'"
  return [
    `  curl -s ${api}/login/phone ${json} -d '{"phone":"${phone}"}'`,
    `  curl -s '${outbox}?to=${encodeURIComponent(phone)}'`,
    `  curl -s ${api}/login/LOGIN_ID/code ${json} -d '{"code":"CODE"}'`,
    `  curl -s ${api}/login/LOGIN_ID/pin ${json} -d '{"pin":"${pin}"}'`,
  ]
}

const deployFresh = async (port: number, assembly: string): Promise<void> => {
  const { stack, outbox } = await started(port)
  console.log('cdk bootstrap, cdk deploy …')
  await bootstrap(stack, assembly)
  const { name, outputs } = await deploy(stack, assembly)
  await verifyMailDomain(stack, stageNamed(values.stage).mailFrom.replace(/^.*@/, ''))
  const api = apiOf(stack, outputs)
  console.log('the first people choose their PINs …')
  await seedOver(api, outbox)
  const told = [
    `  ${name} is deployed   ${api}`,
    `  Messages         ${outbox}?to=NUMBER_OR_ADDRESS`,
    `  AWS              ${stack.url}  (any access key; region us-east-1)`,
    `  Log              ${stack.logFile}`,
  ]
  const people = demoPeople.map(
    ({ name, role, phone, email, pin }) => `  ${name} (${role})  ${phone}  ${email}  PIN ${pin}`,
  )
  console.log(['', ...told, '', ...people, '', '  Sign in:', ...signingIn(api, outbox), ''].join('\n'))
}

const start = async (): Promise<void> => {
  const port = portOf(values.port)
  const { assetsDir } = await assemblyOf(values.stage, 'on')
  const there = await runningMiniStack(port)
  if (there === undefined) return deployFresh(port, assetsDir)
  console.log(`MiniStack runs at ${there.url}: cdk deploy over what is there …`)
  const { name, outputs } = await deploy(there, assetsDir)
  console.log(`\n  ${name} is deployed   ${apiOf(there, outputs)}\n`)
}

try {
  await start()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
