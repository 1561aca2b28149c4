import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Runs every journey in this process against the engine that the variables name; `engine.ts` lists them. Once per process. */
export const runJourneys = async (variables: Readonly<Record<string, string>>): Promise<void> => {
  Object.assign(process.env, variables)
  for (const file of globSync('*.contract.ts', { cwd: import.meta.dirname }).sort()) {
    await import(pathToFileURL(join(import.meta.dirname, file)).href)
  }
}
