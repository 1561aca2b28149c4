import { writeFileSync } from 'node:fs'
import { flowsPage } from '#lib/diagram'
import { FLOWS } from '#lib/flows'

writeFileSync(new URL('../docs/flows.md', import.meta.url), flowsPage(FLOWS))
