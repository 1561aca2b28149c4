import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { FunctionPlan } from '#laptop/function-plan'

/** Where each function's bundle lies now. A new assembly moves the ones that changed. */
export class CodePlace {
  readonly #directories = new Map<string, string>()

  /** Takes the bundles of an assembly and answers the ids of the functions whose code is another than before. */
  take(plans: readonly FunctionPlan[], assetsDir: string): readonly string[] {
    return plans.filter((plan) => this.#move(plan, join(assetsDir, `asset.${plan.asset}`))).map(({ id }) => id)
  }

  directory({ id }: FunctionPlan): string {
    const directory = this.#directories.get(id)
    if (directory === undefined) throw new Error(`function ${id} has no code`)
    return directory
  }

  #move(plan: FunctionPlan, directory: string): boolean {
    if (!existsSync(directory)) throw new Error(`the code of function ${plan.id} is missing: ${directory}`)
    const moved = this.#directories.get(plan.id) !== directory
    this.#directories.set(plan.id, directory)
    return moved
  }
}
