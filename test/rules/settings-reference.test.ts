import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { settingRows, withSettings } from '#lib/settings-reference'
import { stages } from '#lib/stages'

const page = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8')
const rows = settingRows()

test('the guide tells of every setting what its type and the comment beside it say (`npm run settings` writes it)', () => {
  assert.equal(page, withSettings(page))
})

test('no setting is left out, and none is without a word', () => {
  const told = new Set(rows.map(({ name }) => name.replace(/\..*/, '')))
  assert.deepEqual([...told].sort(), Object.keys(stages.prod).sort())
  for (const { name, says, type } of rows) {
    assert.match(says, /\.$/, name)
    assert.doesNotMatch(type, /[`\n]|\/\*/, name)
  }
})
