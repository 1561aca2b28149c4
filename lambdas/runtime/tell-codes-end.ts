import type { Login } from '#core/login'
import type { Ports } from '#core/ports'
import { log } from './log.ts'
import { tell } from './tell.ts'
import { dispatchToNobody } from './tell-lock.ts'

type Telling = Pick<Ports, 'people' | 'messages' | 'clock' | 'chance' | 'stage'>

/**
 * Too many wrong codes in a row: none of this number or address opens anything any more. Its owner is told, with what opens it again, by e-mail where there
 * is an address: anybody who knows the number can end its codes. Of nobody's number the same is read and handed over.
 */
export const tellCodesEnd = async (
  { personId, numberIndex = '' }: Pick<Login, 'personId' | 'numberIndex'>,
  ports: Telling,
): Promise<void> => {
  try {
    const person = await ports.people.read(personId ?? numberIndex)
    if (person === undefined) return await dispatchToNobody(ports)
    const reach = person.sealedEmail === undefined ? 'everywhere' : 'mail'
    await tell(person, 'codes_ended', ports, { page: ports.stage.publicOrigin }, reach)
  } catch {
    log('failed', { step: 'tell-codes_ended', errorName: 'NotTold' })
  }
}
