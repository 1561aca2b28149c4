import { watch } from 'node:fs'

export type Watching = { readonly stop: () => void }

const restMs = 120

/** Calls `changed` once after each burst of changes below a folder, and never twice at the same time. */
export const watchFolder = (folder: string, changed: () => Promise<void>): Watching => {
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const watcher = watch(folder, { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = running.then(changed)
    }, restMs)
  })
  return {
    stop: () => {
      clearTimeout(timer)
      watcher.close()
    },
  }
}
