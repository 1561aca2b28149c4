// One build with plugins, which esbuild has only without waiting: its own process, so that a construct can wait for it.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { trim } from './bundle-trim.ts'

const [request = ''] = process.argv.slice(2)
const { metafile } = await build({
  ...JSON.parse(readFileSync(request, 'utf8')),
  plugins: [trim()],
  metafile: true,
})
writeFileSync(join(request, '..', 'meta.json'), JSON.stringify(metafile))
