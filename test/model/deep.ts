import { parseArgs } from 'node:util'

process.env.LATCHKEY_LOG_LEVEL = 'SILENT'
const { playRandomly } = await import('./runs.ts')

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '500' },
    depth: { type: 'string', default: '60' },
    seed: { type: 'string' },
    path: { type: 'string' },
    seconds: { type: 'string' },
    'shrink-seconds': { type: 'string', default: '120' },
  },
})
const seed = Number(values.seed ?? Date.now() % 2_147_483_647)
console.log(`model: ${values.runs} histories of up to ${values.depth} chapters, seed ${seed}`)
const held = await playRandomly({
  runs: Number(values.runs),
  depth: Number(values.depth),
  seed,
  path: values.path,
  seconds: values.seconds === undefined ? undefined : Number(values.seconds),
  shrinkSeconds: Number(values['shrink-seconds']),
  tell: console.error,
})
console.log(`every invariant held, ${held} times`)
