import { maskEmail, maskPhone } from '#core/mask'
import type { Person } from '#core/person'
import type { Ports } from '#core/ports'

/** The number and the address of a person as the trail and a notice may show them. */
export const maskedContacts = (
  { sealedPhone, sealedEmail, personId }: Person,
  { contacts }: Pick<Ports, 'contacts'>,
) => ({
  ...(sealedPhone === undefined ? {} : { phone: maskPhone(contacts.unseal(sealedPhone, personId)) }),
  ...(sealedEmail === undefined ? {} : { email: maskEmail(contacts.unseal(sealedEmail, personId)) }),
})
