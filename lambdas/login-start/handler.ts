import { judgeTrust } from '#core/trust'
import type { Run } from '#runtime/contract'
import { deviceTokenFor, sameText } from '#runtime/token-text'
import { readNumber } from '#runtime/typed-number'
import type { contract } from './contract.ts'
import { startByCode } from './start-by-code.ts'
import { startTrusted } from './start-trusted.ts'

export const run: Run<typeof contract> = async ({ body, caller }, ports) => {
  const number = readNumber(body, ports)
  const index = ports.lookup.phone(number.e164)
  const token = deviceTokenFor(caller.deviceTokens, index)
  const facts = token === undefined ? {} : await ports.trust.facts(token)
  const shown = { secretHash: token?.secretHash ?? '', phoneIndex: index }
  const verdict = judgeTrust(facts, shown, ports.clock.now(), sameText)
  return verdict === 'trusted'
    ? startTrusted({ facts, number, index, caller }, ports)
    : startByCode({ known: verdict === 'known', number, index, caller }, ports)
}
