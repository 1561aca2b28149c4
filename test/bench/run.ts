// `npm run bench [-- part …] [--pairs N] [--rounds N] [--people N] [--all] [--keep]`: every budget of performance, side by side in one run.
// Parts: size, cold (with import), cpu, http, counts, cost, start. `--keep` writes the table into docs/performance.md. Nothing here fails for being slow.
import '#laptop/pool-size'
import './quiet.ts'
import { parseArgs } from 'node:util'
import { cold } from './cold.ts'
import { cost } from './cost.ts'
import { counts } from './counts.ts'
import { cpu } from './cpu.ts'
import { http } from './http.ts'
import { keepResults } from './kept-results.ts'
import { size } from './size.ts'
import { start } from './start.ts'
import { asMarkdown, type Row } from './table.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '10' },
    all: { type: 'boolean', default: false },
    people: { type: 'string', default: '1000000' },
    keep: { type: 'boolean', default: false },
  },
})

const [pairs, rounds] = [Number(values.pairs), Number(values.rounds)]

const parts: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  size,
  cold: () => cold({ pairs, all: values.all }),
  cpu: () => cpu({ rounds }),
  http: () => http({ rounds }),
  counts: () => counts({ people: Number(values.people) }),
  cost,
  start: () => start({ rounds }),
}

const chosen = positionals.length > 0 ? positionals : Object.keys(parts)
const rows: Row[] = []
for (const name of chosen) {
  const part = parts[name]
  if (part === undefined) throw new Error(`no part ${name}; there are ${Object.keys(parts).join(', ')}`)
  rows.push(...(await part()))
}
const table = asMarkdown(rows)
console.log(table)
if (values.keep) keepResults(table)
process.exit(0)
