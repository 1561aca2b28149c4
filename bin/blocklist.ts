import { writeFileSync } from 'node:fs'
import { leakedPasswords } from '#lib/blocklist/leaked-passwords'
import { choosePins, seenPinsModule } from '#lib/blocklist/seen-pins'

// node bin/blocklist.ts [file]: writes the blocklists anew from the list of leaked passwords.
const passwords = leakedPasswords(process.argv[2])
const pins = choosePins(passwords)
writeFileSync(new URL('../lambdas/core/pin-blocklist-seen.ts', import.meta.url), seenPinsModule(pins))
console.log(`${pins.length} PINs that follow no pattern`)
