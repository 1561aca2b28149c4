// Writes the client that other apps install (`latchkey/client`) from its source and the route table.
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { routes } from '#lambdas/routes'
import { clientPackage } from '#lib/client-package'

for (const [path, text] of Object.entries(clientPackage(routes))) {
  writeFileSync(resolve(import.meta.dirname, '..', path), text)
}
