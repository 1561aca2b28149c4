import { writeFileSync } from 'node:fs'
import { routes } from '#lambdas/routes'
import { openapi } from '#runtime/openapi'

const target = new URL('../docs/openapi.json', import.meta.url)
writeFileSync(target, `${JSON.stringify(openapi(routes), null, 2)}\n`)
