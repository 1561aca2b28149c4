import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { test } from 'node:test'

const root = resolve(import.meta.dirname, '../..')
const MOST_LINES = 150

/** What is a list: of sentences, one file a language, or made by `npm run client`. Nobody reads it from top to bottom. */
const isList = (file: string): boolean => file.startsWith('lambdas/core/texts/') || file.endsWith('.d.ts')

/** Longer than a file should be, and how long each may be until it is split by what it knows. None is added. */
const LONGER: Readonly<Record<string, number>> = {
  'lambdas/adapters/dynamo.ts': 260,
  'lib/laptop/running-laptop.ts': 180,
  'lib/laptop/stream-readers.ts': 170,
}

const linesOf = (file: string): number => readFileSync(join(root, file), 'utf8').split('\n').length - 1

test(`no file of the product has more than ${MOST_LINES} lines, but for lists and those that are named here`, () => {
  const files = globSync('{bin,lib,lambdas,web}/**/*.ts', { cwd: root }).filter((file) => !isList(file))
  assert.ok(files.length > 300, `${files.length} files`)
  const tooLong = files
    .map((file) => ({ file, lines: linesOf(file), most: LONGER[file] ?? MOST_LINES }))
    .filter(({ lines, most }) => lines > most)
  assert.deepEqual(tooLong, [])
})
