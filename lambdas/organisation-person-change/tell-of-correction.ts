import type { Person } from '#core/person'
import type { Ports } from '#core/ports'
import { tell } from '#runtime/tell'
import { maskedPhone } from './changed-person.ts'

/** Both numbers and the mailbox hear of it: whoever did not expect it can speak up. */
export const tellOfCorrection = async (
  before: Person,
  after: Person,
  ports: Pick<Ports, 'messages' | 'contacts' | 'clock' | 'chance'>,
): Promise<void> => {
  const { to } = maskedPhone(before, after, ports)
  const facts: Record<string, string> = to === undefined ? {} : { number: to }
  const { sealedEmail: _, ...oldNumberOnly } = before
  await tell(oldNumberOnly, 'number_changed_old', ports, facts)
  await tell(after, 'number_corrected', ports, facts)
}
