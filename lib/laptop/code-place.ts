import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { FunctionPlan } from '#laptop/function-plan'

/** Where each function's bundle lies now: in the assembly, until a newer one takes its place. */
export class CodePlace {
  readonly #directories = new Map<string, string>()

  /** A function whose code is missing stops the start. */
  constructor(plans: readonly FunctionPlan[], assetsDir: string) {
    for (const { id, asset } of plans) this.replace(id, join(assetsDir, `asset.${asset}`))
  }

  replace(id: string, directory: string): void {
    if (!existsSync(directory)) throw new Error(`the code of function ${id} is missing: ${directory}`)
    this.#directories.set(id, directory)
  }

  directory({ id }: FunctionPlan): string {
    const directory = this.#directories.get(id)
    if (directory === undefined) throw new Error(`function ${id} has no code`)
    return directory
  }
}
