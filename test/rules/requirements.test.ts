import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const ROOT = join(import.meta.dirname, '..', '..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const requirements = read('docs/requirements.md')
const threats = read('docs/threats.md')

const numbered = (prefix: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${prefix}${String(from + i).padStart(prefix === 'I' ? 1 : 2, '0')}`)

const rowOf = (text: string, id: string) =>
  text.split('\n').find((line) => line.startsWith('|') && new RegExp(`^\\| [^|]*\\b${id}\\b`).test(line))

/** Paths in a row; a test that is named without its folder stands in the folder of attacks. */
const pathsIn = (row: string) =>
  [...row.matchAll(/`((?:test|lambdas|lib|bin|docs)\/[\w./-]+|[\w-]+\.test\.ts)`/g)].map(([, path = '']) =>
    path.includes('/') ? path : `test/attacks/${path}`,
  )

test('every requirement has a line that names code and a test, and all of these are there', () => {
  for (const id of [...numbered('R-', 1, 72), ...numbered('R-', 80, 92)]) {
    const row = rowOf(requirements, id)
    assert.ok(row, `docs/requirements.md says nothing of ${id}`)
    const paths = pathsIn(row)
    assert.ok(
      paths.some((path) => path.startsWith('test/')),
      `${id} names no test`,
    )
    for (const path of paths) assert.ok(existsSync(join(ROOT, path)), `${id}: there is no ${path}`)
  }
})

test('every invariant names a test, and the model checks it by its name', () => {
  const model = readdirSync(join(ROOT, 'test/model'))
    .map((name) => read(`test/model/${name}`))
    .join('\n')
  for (const id of numbered('I', 1, 11)) {
    const paths = pathsIn(rowOf(requirements, id) ?? '')
    assert.ok(paths.length > 0 && paths.every((path) => existsSync(join(ROOT, path))), id)
    assert.ok(model.includes(`${id}:`) || model.includes(`${id}'`), `the model does not check ${id}`)
  }
})

test('every fault has a named test, or a sentence why not', () => {
  for (const id of numbered('F-', 1, 30)) {
    const row = rowOf(threats, id)
    assert.ok(row, `docs/threats.md says nothing of ${id}`)
    const [, , said = ''] = row.split('|')
    assert.ok(said.trim().length > 20, `${id}: ${said}`)
    for (const path of pathsIn(row)) assert.ok(existsSync(join(ROOT, path)), `${id}: there is no ${path}`)
  }
})
