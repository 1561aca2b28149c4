import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { claim, otherClaimOn } from '#laptop/claims'
import { isRecord, type Json } from '#laptop/reading'

/** What `--data DIR` keeps between starts. Keys and secrets lie in it in clear: the folder is for this machine's owner only. */
export class KeptState {
  readonly #file: string | undefined

  constructor(directory: string | undefined) {
    this.#file = directory === undefined ? undefined : join(directory, 'latchkey.json')
    if (directory === undefined) return
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    const other = otherClaimOn(directory)
    if (other !== undefined) throw new Error(`another Latchkey (process ${other}) keeps its data in ${directory}`)
    claim(directory)
  }

  get keeps(): boolean {
    return this.#file !== undefined
  }

  /** Undefined at the first start, or when nothing is kept. A file that is no JSON throws: data is never overwritten unread. */
  read(): Json | undefined {
    if (this.#file === undefined) return undefined
    try {
      const kept: unknown = JSON.parse(readFileSync(this.#file, 'utf8'))
      return isRecord(kept) ? kept : undefined
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
      throw new Error(`${this.#file} cannot be read; move it away to start empty`, { cause: error })
    }
  }

  write(state: Json): void {
    if (this.#file === undefined) return
    const fresh = `${this.#file}.new`
    writeFileSync(fresh, JSON.stringify(state), { mode: 0o600 })
    renameSync(fresh, this.#file)
  }
}
