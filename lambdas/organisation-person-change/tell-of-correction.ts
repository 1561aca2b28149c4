import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { maskedContacts } from '#runtime/masked-contacts'
import { tell } from '#runtime/tell'

const onlyPhone = ({ sealedEmail: _, ...person }: Person): Person => person
const onlyEmail = ({ sealedPhone: _, ...person }: Person): Person => person

/** The old and the new number, the old and the new mailbox hear of it: whoever did not expect it can speak up. Each place hears of a change once. */
export const tellOfCorrection = async (
  before: Person,
  after: Person,
  ports: Pick<Ports, 'messages' | 'contacts' | 'clock' | 'chance'>,
): Promise<void> => {
  const { phone, email } = maskedContacts(after, ports)
  const number: Record<string, string> = phone === undefined ? {} : { number: phone }
  const address: Record<string, string> = email === undefined ? {} : { address: email }
  const [numberMoved, addressMoved] = [before.phoneIndex !== after.phoneIndex, before.emailIndex !== after.emailIndex]
  const both = numberMoved && addressMoved
  if (numberMoved) {
    await tell(onlyPhone(before), 'number_changed_old', ports, number)
    await tell(both ? onlyPhone(after) : after, 'number_corrected', ports, number)
  }
  if (addressMoved) {
    await tell(onlyEmail(before), 'email_changed_old', ports, address)
    await tell(both ? onlyEmail(after) : after, 'email_corrected', ports, address)
  }
}
