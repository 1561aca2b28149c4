// `npm run deploy:emulator`: MiniStack on this machine, the stock `cdk bootstrap` and `cdk deploy` to it, and two people to sign in with.
// `--port N` (4570), the messages it took in at the next port.
import { parseArgs } from 'node:util'
import { assemblyOf } from '#laptop/assembly'
import { apiOf, bootstrap, deploy, verifyMailDomain } from '#lib/emulator/deploy'
import { startMiniStack } from '#lib/emulator/ministack'
import { serveOutbox } from '#lib/emulator/outbox'
import { demoPeople, seedOver } from '#lib/emulator/people'
import { stageNamed } from '#lib/stages'

const { values } = parseArgs({
  options: { port: { type: 'string', default: '4570' }, stage: { type: 'string', default: 'dev' } },
})

const start = async (): Promise<void> => {
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 1 || port > 65_534) throw new Error(`--port ${values.port} is not a port`)
  console.log('MiniStack starts (the first time it is installed below .latchkey/) …')
  const { assetsDir } = await assemblyOf(values.stage)
  const stack = await startMiniStack(port)
  const outbox = await serveOutbox(stack, port + 1)
  const stop = async (): Promise<void> => {
    outbox.close()
    await stack.stop()
    process.exit(0)
  }
  process.once('SIGINT', () => void stop())
  process.once('SIGTERM', () => void stop())
  console.log('cdk bootstrap, cdk deploy …')
  await bootstrap(stack, assetsDir)
  const { name, outputs } = await deploy(stack, assetsDir)
  await verifyMailDomain(stack, stageNamed(values.stage).mailFrom.replace(/^.*@/, ''))
  const api = apiOf(stack, outputs)
  await seedOver(api, outbox.url)
  console.log(
    [
      '',
      `  ${name} is deployed   ${api}`,
      `  Messages         ${outbox.url}?to=NUMBER_OR_ADDRESS`,
      `  AWS              ${stack.url}  (any access key; region us-east-1)`,
      `  Log              ${stack.logFile}`,
      '',
      ...demoPeople.map(({ name, role, phone, email, pin }) => `  ${name} (${role})  ${phone}  ${email}  PIN ${pin}`),
      '',
      `  curl -s ${api}/login/phone -H 'content-type: application/json' -d '{"phone":"${demoPeople[0]?.phone}"}'`,
      '',
    ].join('\n'),
  )
}

try {
  await start()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
