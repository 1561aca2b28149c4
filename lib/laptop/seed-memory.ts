import { createHash, randomUUID } from 'node:crypto'
import { globSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Assembly } from '#laptop/assembly'
import type { Laptop, LaptopOptions } from '#laptop/laptop'
import type { LaptopState } from '#laptop/laptop-state'
import { isRecord, type Json } from '#laptop/reading'

const root = resolve(import.meta.dirname, '../..')

// What an assembly does not depend on, but what seeding makes does: who is seeded, and how the laptop keeps it.
const makers = ['bin/demo.ts', 'lib/laptop/**/*.ts']

/** Where the demo people of an assembly are remembered: beside its code, gone with it, and another place once any maker has changed. */
export const seedMemoryIn = ({ assetsDir }: Assembly): string => {
  const hash = createHash('sha256')
  for (const file of globSync(makers, { cwd: root }).sort())
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  return join(assetsDir, `seeded-${hash.digest('hex').slice(0, 32)}.json`)
}

// What cannot be read can be made again.
const readSeed = (file: string): Json | undefined => {
  try {
    const seed: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return isRecord(seed) && isRecord(seed.tables) ? seed : undefined
  } catch {
    return undefined
  }
}

// Keys lie in it in clear: for this machine's owner only. Of two who write at the same time either is right.
const writeSeed = (file: string, seed: Json): void => {
  const fresh = `${file}.${randomUUID()}`
  writeFileSync(fresh, JSON.stringify(seed), { mode: 0o600 })
  renameSync(fresh, file)
}

/** What a laptop was seeded with: made once, by this start or, where there is a file for it, by an earlier one. */
export class SeedMemory {
  readonly #seed: LaptopOptions['seed']
  readonly #file: string | undefined
  /** Keys, secrets and tables of an earlier start. */
  readonly saved: Json | undefined
  #made: unknown

  constructor({ seed, seedMemory, dataDir }: LaptopOptions) {
    this.#seed = seed
    this.#file = dataDir === undefined ? seedMemory : undefined
    this.saved = this.#file === undefined ? undefined : readSeed(this.#file)
    this.#made = this.saved?.tables
  }

  /** The tables' items as seeding left them; undefined until it has. */
  get made(): unknown {
    return this.#made
  }

  async make(laptop: Laptop): Promise<void> {
    await this.#seed?.(laptop)
    this.#made = laptop.tables.snapshot()
  }

  /** Writes down what was made; answers whether there is a place for it. */
  async keep(state: LaptopState): Promise<boolean> {
    if (this.#file !== undefined) writeSeed(this.#file, await state.save())
    return this.#file !== undefined
  }
}
