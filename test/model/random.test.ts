import { test } from 'node:test'

process.env.POWERTOOLS_LOG_LEVEL = 'SILENT'
const { playRandomly } = await import('./runs.ts')

test('whatever people, attackers, tables and keys do to each other, the eleven invariants hold', {
  timeout: 300_000,
}, async () => {
  const seed = Number(process.env.MODEL_SEED ?? Date.now() % 2_147_483_647)
  console.log(`model seed ${seed}: MODEL_SEED=${seed} plays it again`)
  await playRandomly({ runs: 40, depth: 14, seed })
})
