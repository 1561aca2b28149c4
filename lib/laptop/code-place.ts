import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { FunctionPlan } from '#laptop/function-plan'

/** Where each function's bundle lies now. A new assembly moves them all; those with another hash have changed. */
export class CodePlace {
  readonly #places = new Map<string, { readonly asset: string; readonly directory: string }>()

  /** Takes the bundles of an assembly and answers the ids of the functions whose code is another than before. */
  take(plans: readonly FunctionPlan[], assetsDir: string): readonly string[] {
    return plans.filter((plan) => this.#move(plan, join(assetsDir, `asset.${plan.asset}`))).map(({ id }) => id)
  }

  /** Points one function at a bundle that is in no assembly. */
  replace(id: string, directory: string): void {
    this.#places.set(id, { asset: directory, directory })
  }

  directory({ id }: FunctionPlan): string {
    const place = this.#places.get(id)
    if (!place) throw new Error(`function ${id} has no code`)
    return place.directory
  }

  #move({ id, asset }: FunctionPlan, directory: string): boolean {
    if (!existsSync(directory)) throw new Error(`the code of function ${id} is missing: ${directory}`)
    const before = this.#places.get(id)
    this.#places.set(id, { asset, directory })
    return before?.asset !== asset
  }
}
