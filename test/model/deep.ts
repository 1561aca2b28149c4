import { parseArgs } from 'node:util'

process.env.POWERTOOLS_LOG_LEVEL = 'SILENT'
const { playRandomly } = await import('./runs.ts')

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '500' },
    depth: { type: 'string', default: '60' },
    seed: { type: 'string' },
    path: { type: 'string' },
  },
})
const seed = Number(values.seed ?? Date.now() % 2_147_483_647)
console.log(`model: ${values.runs} histories of up to ${values.depth} batches, seed ${seed}`)
await playRandomly({
  runs: Number(values.runs),
  depth: Number(values.depth),
  seed,
  ...(values.path === undefined ? {} : { path: values.path }),
})
console.log('every invariant held')
