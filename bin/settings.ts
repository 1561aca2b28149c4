// `node bin/settings.ts`: writes the table of settings into docs/deploy.md, from the types and their comments.
import { readFileSync, writeFileSync } from 'node:fs'
import { withSettings } from '#lib/settings-reference'

const page = new URL('../docs/deploy.md', import.meta.url)
writeFileSync(page, withSettings(readFileSync(page, 'utf8')))
