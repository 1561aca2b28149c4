import type { Channel, Login } from '#core/login'
import type { SendTo } from '#core/login-ports'
import { maskEmail, maskPhone } from '#core/mask'
import { Refused } from '#core/refusal'
import type { PortsOf } from '#runtime/contract'
import type { contract } from './contract.ts'

/** Who has proved nothing yet is shown nothing of what is on file. */
const HIDDEN = '•••'

/** Where the code goes when it goes by the other channel: the address on file, and never one that was sent along. */
export const otherAddress = async (
  login: Login,
  channel: Channel,
  ports: PortsOf<typeof contract>,
): Promise<SendTo> => {
  const { people, contacts, numbers, stage } = ports
  const person = login.personId === undefined ? undefined : await people.read(login.personId)
  const sealed = channel === 'email' ? person?.sealedEmail : person?.sealedPhone
  if (person === undefined || sealed === undefined || person.epoch !== login.epoch || person.disabled)
    throw new Refused('login_closed')
  const address = contacts.unseal(sealed, person.personId)
  const shown = login.proved.length > 0
  if (channel === 'email') return { sealed, sentTo: shown ? maskEmail(address) : HIDDEN }
  return {
    sealed,
    sentTo: shown ? maskPhone(address) : HIDDEN,
    country: numbers.read(address, stage.defaultCountry)?.country,
  }
}
