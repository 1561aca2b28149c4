import type { Channel } from '#core/login'
import type { Ports } from '#core/ports'
import { type TestNumber, testNumberAt, testNumbersOf } from '#core/test-number'

type Recipient = { readonly channel: Channel; readonly sealed?: string; readonly personId?: string }

/** The test number that a message goes to, if it is one now. Where a stage has none, no number is opened to find out. */
export const testNumberFor = (
  { channel, sealed, personId }: Recipient,
  { contacts, stage, clock }: Pick<Ports, 'contacts' | 'stage' | 'clock'>,
): TestNumber | undefined => {
  if (channel !== 'sms' || sealed === undefined || personId === undefined) return undefined
  if (testNumbersOf(stage).length === 0) return undefined
  return testNumberAt(stage, contacts.unseal(sealed, personId), clock.now())
}
