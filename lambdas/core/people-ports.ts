import type { Pool } from './bucket.ts'
import type { Charge, Charged, Factor, Spent } from './charge.ts'
import type { Organisation, Person, Pointer } from './person.ts'

export type Directory = {
  byPhone(index: string): Promise<Pointer | undefined>
  byEmail(index: string): Promise<Pointer | undefined>
}

export type People = {
  read(personId: string): Promise<Person | undefined>
  /** Charges a try of the PIN or password before it is compared, when its waits and its end allow one. */
  spendTry(personId: string, epoch: number, factor: Factor, from: Charge): Promise<Charged<Person>>
  /**
   * Gives the try back: it is certain that nothing was compared, or that it was right. Once, however often the write is repeated; and not where a
   * sign-in with this mark has given it back.
   */
  refundTry(personId: string, factor: Factor, of?: Partial<Spent> & Pick<Charge, 'device'>): Promise<void>
  /** Charges a code that is to prove a number or an address as this person's, over all their changes, before it is compared. `used`: as for a charge. */
  spendChangeTry(personId: string, epoch: number, used: boolean): Promise<Charged<Person>>
  /** Gives that back, once: it was right, an earlier one, or not compared. */
  refundChangeTry(personId: string): Promise<void>
  /** The same for a text message's code in a reset whose mailbox was proved, over all their resets. */
  spendResetTry(personId: string, epoch: number, used: boolean): Promise<Charged<Person>>
  refundResetTry(personId: string): Promise<void>
  /** The same waits, buckets and ends for a number that leads to nobody. */
  spendDecoyTry(index: string, factor: Factor, from: Charge): Promise<Charged<Person>>
  /** The same way back: whoever tries while nothing can be compared learns nothing by what is left. */
  refundDecoyTry(index: string, factor: Factor, pool: Pool): Promise<void>
}

export type Roster = {
  create(person: Person): Promise<boolean>
  createOrganisation(organisation: Organisation): Promise<void>
  /**
   * Writes all that differs, with the pointers, in one transaction. False when the person's epochs moved meanwhile or a number or address
   * belongs to somebody else: then nothing is written. `kept` is the one session that lives on under the new epoch.
   */
  change(before: Person, after: Person, kept?: { readonly sessionId: string }): Promise<boolean>
}

export type Organisations = { read(organisationId: string): Promise<Organisation | undefined> }
