// `npm start`: the synthesized app on this machine. `--port N` or PORT (3000), `--data DIR` to keep data between starts, `--stage NAME` (dev),
// `--logs` to see what the functions print.
import '#laptop/pool-size'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Before anything else is read: types are taken off and code is compiled once, not at every start.
enableCompileCache(join(import.meta.dirname, '../.latchkey/compile-cache'))
await import('./start-laptop.ts')
