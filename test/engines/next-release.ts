import { createHash } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const hashes = /[0-9a-f]{64}/g
const fresh = (hash: string): string => createHash('sha256').update(hash).digest('hex')

/** Appends a comment to a function's bundle, and answers the hash by which it was known. */
const change = (folder: string, asset: string): readonly string[] => {
  if (!asset.startsWith('asset.') || !existsSync(join(folder, asset, 'index.mjs'))) return []
  const hash = asset.slice('asset.'.length)
  appendFileSync(join(folder, asset, 'index.mjs'), '\n// the next release\n')
  renameSync(join(folder, asset), join(folder, `asset.${fresh(hash)}`))
  return [hash]
}

// A template is an asset too: under its old hash `cdk deploy` would not send it again.
const templatesIn = (manifest: string): readonly string[] =>
  [...manifest.matchAll(/\/([0-9a-f]{64})\.json"/g)].map(([, hash = '']) => hash)

/** A copy of an assembly as its next release would be: the same resources, and new code in every function. */
export const nextRelease = (assembly: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-next-release-'))
  cpSync(assembly, folder, { recursive: true })
  const templates = templatesIn(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  const changed = new Set([...templates, ...readdirSync(folder).flatMap((name) => change(folder, name))])
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const text = readFileSync(join(folder, name), 'utf8')
    writeFileSync(
      join(folder, name),
      text.replaceAll(hashes, (hash) => (changed.has(hash) ? fresh(hash) : hash)),
    )
  }
  return folder
}
