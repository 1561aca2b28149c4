import { writeFileSync } from 'node:fs'
import { commonPasswordsFile } from '#lib/blocklist/common-passwords'
import { leakedPasswords } from '#lib/blocklist/leaked-passwords'
import { choosePins, seenPinsModule } from '#lib/blocklist/seen-pins'

const write = (path: string, content: string | Uint8Array): void => {
  writeFileSync(new URL(`../lambdas/${path}`, import.meta.url), content)
  console.log(`lambdas/${path}: ${content.length} bytes`)
}

// node bin/blocklist.ts [file]: writes both blocklists anew from the list of leaked passwords.
const passwords = leakedPasswords(process.argv[2])
write('core/pin-blocklist-seen.ts', seenPinsModule(choosePins(passwords)))
write('adapters/common-passwords.bin', commonPasswordsFile(passwords))
