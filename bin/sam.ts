// `npm run sam`: the API under SAM, with the laptop's services behind it. `--port N` (3000). `--validate` only writes the template and lints it.
import { parseArgs } from 'node:util'
import { siteServer } from '#laptop/site'
import { runsContainers } from '#lib/sam/containers'
import { serveSam, validate } from '#lib/sam/serve'
import { bundleSite } from '#lib/site-bundle'
import { laptopPages } from '#lib/site-pages'
import { stageNamed } from '#lib/stages'
import { described, seed } from './demo.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '3000' },
    stage: { type: 'string', default: 'dev' },
    validate: { type: 'boolean', default: false },
  },
})

const serve = async (): Promise<number> => {
  if (!(await runsContainers())) {
    console.error('SAM runs functions in containers, and no Docker (or Finch behind it) answers on this machine.')
    console.error('`npm start` runs the same functions with nothing but Node.')
    return 1
  }
  const pages = laptopPages
  const site = siteServer({ pages, build: () => bundleSite(stageNamed(values.stage), pages) })
  const { url, laptop, ended, stop } = await serveSam({ stage: values.stage, port: Number(values.port), seed, site })
  process.once('SIGINT', () => void stop())
  process.once('SIGTERM', () => void stop())
  const inbox = `${laptop.url.replace('127.0.0.1', 'localhost')}/inbox`
  console.log(`\n  Latchkey under SAM   ${url}\n  Inbox                ${inbox}\n\n${described}\n`)
  return ended
}

process.exit(await (values.validate ? validate(values.stage) : serve()))
