import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { bundleSite } from './site-bundle.ts'
import { cacheFor } from './site-headers.ts'
import { sitePages } from './site-pages.ts'
import type { StageSettings } from './stages.ts'

const home = resolve(import.meta.dirname, '../.bundles')

/** A folder of files that are kept for the same time. */
export type SiteFolder = { readonly name: string; readonly folder: string; readonly cacheControl: string }

/** Writes the pages of a stage under `.bundles/`: what never changes apart from what is asked for anew each time. */
export const writeSite = (settings: StageSettings): readonly SiteFolder[] => {
  const root = join(home, `pages-${settings.name}`)
  rmSync(root, { recursive: true, force: true })
  for (const { path, content } of bundleSite(settings, sitePages).files) {
    const target = join(root, path.startsWith('assets/') ? 'kept' : 'fresh', path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, content)
  }
  return [
    { name: 'Kept', folder: join(root, 'kept'), cacheControl: cacheFor('assets/') },
    { name: 'Fresh', folder: join(root, 'fresh'), cacheControl: cacheFor('') },
  ]
}
