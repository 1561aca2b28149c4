import type { Ports } from '#core/ports'

/** What runs without a door: invoked asynchronously or by the workflow. */
export type Task = {
  readonly step: string
  readonly summary: string
  readonly needs: readonly Exclude<keyof Ports, 'clock' | 'chance' | 'limits' | 'stage'>[]
}

export const tasks: readonly Task[] = []
