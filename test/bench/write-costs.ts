// `node test/bench/write-costs.ts` writes docs/costs.md anew.
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { countMessage } from '../counts/message.ts'
import { countAll } from './costs.ts'
import { costsPage } from './costs-page.ts'

const page = resolve(import.meta.dirname, '../../docs/costs.md')
writeFileSync(page, costsPage(await countAll(), await countMessage()))
