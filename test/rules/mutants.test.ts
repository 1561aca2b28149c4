import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { allMutants } from '../../bin/guards/all.ts'

const read = (path: string) => readFileSync(join(import.meta.dirname, '..', '..', path), 'utf8')
const apart = (text: string) => text.replaceAll('\\', '')

/** A title may be put together from parts: then a long piece of it stands in the file. */
const isIn = (file: string, title: string): boolean => {
  const text = apart(file)
  if (text.includes(title)) return true
  const words = title.split(' ')
  const pieces = words.map((_, i) => words.slice(i, i + 5).join(' ')).slice(0, Math.max(1, words.length - 4))
  return pieces.some((piece) => text.includes(piece))
}

test('every guard that `npm run mutants` removes is in the code, once, and its test is there', () => {
  for (const { guard, in: path, replace, by, file, test: title } of allMutants) {
    assert.equal(read(path).split(replace).length - 1, 1, `${guard}: its text in ${path}`)
    assert.notEqual(replace, by, guard)
    assert.ok(isIn(read(file), title), `${guard}: no test "${title}" in ${file}`)
  }
})

test('the table of guards in docs/threats.md has no guard that is gone, and none that nobody noticed', () => {
  const table = read('docs/threats.md').split('<!-- mutants: begin -->')[1]?.split('<!-- mutants: end -->')[0] ?? ''
  const rows = table.split('\n').filter((row) => row.startsWith('| ') && !row.startsWith('| guard removed'))
  assert.ok(rows.length > 50, 'npm run mutants writes it')
  for (const row of rows) {
    assert.ok(
      allMutants.some(({ guard }) => row.startsWith(`| ${guard} |`)),
      row,
    )
    assert.ok(!row.includes('**'), row)
  }
})
