import { watch } from 'node:fs'
import { join } from 'node:path'

export type Watching = { readonly stop: () => void }

const restMs = 120

/** Calls `changed` with the files (below `folder`) of each burst of changes, and never twice at the same time. */
export const watchFolder = (folder: string, changed: (files: readonly string[]) => Promise<void>): Watching => {
  const seen = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const tell = async (): Promise<void> => {
    const files = [...seen].map((file) => join(folder, file))
    seen.clear()
    if (files.length > 0) await changed(files)
  }
  const watcher = watch(folder, { recursive: true }, (_, file) => {
    if (file !== null) seen.add(file)
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = running.then(tell)
    }, restMs)
  })
  return {
    stop: () => {
      clearTimeout(timer)
      watcher.close()
    },
  }
}
