// The program behind `start.ts`.
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { assemblyOf } from '#laptop/assembly'
import { type Laptop, startLaptop } from '#laptop/laptop'
import { rebuild, stepsMadeOf } from '#laptop/rebuild'
import { seedMemoryIn } from '#laptop/seed-memory'
import { siteServer } from '#laptop/site'
import { StuckWatch } from '#laptop/stuck'
import { type Watching, watchFolder } from '#laptop/watch'
import { bundleSite } from '#lib/site-bundle'
import { laptopPages, sitePages } from '#lib/site-pages'
import { stageNamed } from '#lib/stages'
import { seed, welcome } from './demo.ts'

const optionsIn = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: process.env.PORT || '3000' },
      data: { type: 'string' },
      stage: { type: 'string', default: 'dev' },
      logs: { type: 'boolean', default: false },
    },
  }).values

const portOf = (text: string): number => {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`${text} is not a port`)
  return port
}

const root = resolve(import.meta.dirname, '..')
const shapesTheApi = (file: string): boolean => /(contract|routes|tasks)\.ts$/.test(file)
const pages = [...sitePages, ...laptopPages]

// Handlers change while people use them; whatever else changes is read at the next start.
const keepFresh = (laptop: Laptop): Watching =>
  watchFolder(join(root, 'lambdas'), async (files) => {
    const steps = stepsMadeOf(files.map((file) => relative(root, file)))
    try {
      for (const { step, directory } of await rebuild(steps)) await laptop.renew(step, directory)
      if (steps.length > 0) console.log(`[laptop] took the change in ${steps.join(', ')}`)
      if (files.some(shapesTheApi)) console.log('[laptop] a new route, need or task takes a restart')
    } catch (error) {
      console.error(`[laptop] kept the code as it was: ${error instanceof Error ? error.message : String(error)}`)
    }
  })

const start = async (): Promise<void> => {
  const { port, stage, data, logs } = optionsIn(process.argv.slice(2))
  const settings = stageNamed(stage)
  const site = siteServer({ pages, build: () => bundleSite(settings, pages), buildEachTime: true })
  const kept = data === undefined ? {} : { dataDir: resolve(data) }
  const assembly = await assemblyOf(stage)
  const people = { seed, seedMemory: seedMemoryIn(assembly) }
  const stuck = new StuckWatch()
  const heard = { quiet: !logs, onCalled: (id: string) => stuck.called(id) }
  const laptop = await startLaptop({ port: portOf(port), ...assembly, ...kept, ...people, ...heard, site })
  const watching = keepFresh(laptop)
  console.log(welcome(laptop, stage))
  const stop = async (): Promise<void> => {
    watching.stop()
    await Promise.all([laptop.stop(), stuck.stop()])
    process.exit(0)
  }
  process.once('SIGINT', () => void stop())
  process.once('SIGTERM', () => void stop())
}

try {
  await start()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
