// better-auth behind Node's own server, over SQLite by its own dialect. Started by `http.ts`.
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { getMigrations } from 'better-auth/db/migration'
import { toNodeHandler } from 'better-auth/node'
import { rival, rivalOptions } from './rival.ts'
import { doneNow, KEEP_ALIVE_MS, type Told } from './served.ts'

const tell = (told: Told): void => void process.send?.(told)

const database = new DatabaseSync(join(mkdtempSync(join(tmpdir(), 'latchkey-rival-')), 'auth.sqlite'))
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
const sent = (to: string, code: string): void => tell({ kind: 'code', to, code })
await (await getMigrations(rivalOptions(database, sent))).runMigrations()

const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, toNodeHandler(rival(database, sent)))
process.on('message', () => tell(doneNow()))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  tell({ kind: 'ready', url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` })
})
