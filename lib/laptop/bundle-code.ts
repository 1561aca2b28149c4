import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Script } from 'node:vm'
import { type Surroundings, surroundingNames } from '#laptop/surroundings'

type Exported = Readonly<Record<string, unknown>>

/** Runs a bundle's code once more, among things of its own, and answers what it exports. */
export type BundleCode = (among: Surroundings) => Promise<Exported>

// As the bundler ends a module that imports nothing: whatever it exports stands in one clause.
const exportClause = /\bexport\s*\{([^{}]*)\}\s*;?\s*$/

const returned = (clause: string): string =>
  clause
    .split(',')
    .map((one) => one.trim().split(/\s+as\s+/))
    .filter(([local]) => local !== '')
    .map(([local, name = local]) => `${JSON.stringify(name)}: ${local}`)
    .join(', ')

/**
 * A bundle as a function of what it finds around it: compiled once, so that all environments of a function share what V8 learns of its code. A
 * module would be compiled anew for each, could be given no `process` of its own, and would never be forgotten.
 */
export const readBundle = (path: string): BundleCode => {
  const module = readFileSync(path, 'utf8').replaceAll('import.meta', 'importMeta')
  const clause = exportClause.exec(module)
  if (!clause) throw new SyntaxError(`${path} is no bundle: it does not end with what it exports`)
  const before = `'use strict';(async (${['importMeta', ...surroundingNames].join(', ')}) => {`
  const body = `${module.slice(0, clause.index)}return { ${returned(clause[1] ?? '')} }})`
  const script = new Script(`${before}${body}`, { filename: path, columnOffset: -before.length })
  const run = script.runInThisContext() as (...given: readonly unknown[]) => Promise<Exported>
  const importMeta = { url: pathToFileURL(path).href, filename: path, dirname: dirname(path) }
  return (among) => run(importMeta, ...surroundingNames.map((name) => among[name]))
}
