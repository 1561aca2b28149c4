import { test } from 'node:test'

process.env.LATCHKEY_LOG_LEVEL = 'SILENT'
const { playRandomly } = await import('./runs.ts')

/** A few with every `npm test`; more where nobody waits, and where a guard was removed that has to be found. */
const HISTORIES = Number(process.env.MODEL_HISTORIES ?? (process.env.CI === undefined ? 40 : 150))

/** Whoever removes a guard wants to know that it is missed, and not by how short a history. */
const SHRINK_SECONDS = Number(process.env.MODEL_SHRINK_SECONDS ?? 60)

test('whatever people, attackers, tables and keys do to each other, the eleven invariants hold', {
  timeout: 300_000,
}, async () => {
  const seed = Number(process.env.MODEL_SEED ?? Date.now() % 2_147_483_647)
  console.log(`model seed ${seed}: MODEL_SEED=${seed} plays it again`)
  await playRandomly({ runs: HISTORIES, depth: 14, seed, shrinkSeconds: SHRINK_SECONDS, tell: console.log })
})
