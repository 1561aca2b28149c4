import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const page = join(root, 'docs/performance.md')
const [BEGIN, END] = ['<!-- results -->', '<!-- end of results -->']

const versionOf = (name: string): string =>
  JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version

const commit = (): string =>
  execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()

const circumstances = (): string => {
  const [core] = cpus()
  const machine = `${cpus().length} cores (${core?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB`
  const versions = ['better-auth', 'esbuild', '@aws-sdk/client-dynamodb'].map((name) => `${name} ${versionOf(name)}`)
  const day = new Date().toISOString().slice(0, 10)
  const load = `${loadavg()[2]?.toFixed(1)} processes running or waiting over the last fifteen minutes`
  return `Measured on ${day} at ${commit()}: ${machine}, ${load}; node ${process.versions.node}, ${versions.join(', ')}.`
}

/** Puts a table in the place of the last one, with the machine, versions and day. */
export const keepResults = (table: string): void => {
  const text = readFileSync(page, 'utf8')
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error(`docs/performance.md has no ${BEGIN} … ${END}`)
  const kept = [BEGIN, '', circumstances(), '', table, '', END].join('\n')
  writeFileSync(page, text.slice(0, begin) + kept + text.slice(end + END.length))
}
