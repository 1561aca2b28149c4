import type { Person } from './person.ts'

/** The people of one organisation, for its admins and for messages to them. */
export type Members = {
  /** A page in the order of their ids; `next` is where the following one begins. */
  page(
    organisationId: string,
    page: { readonly limit: number; readonly after?: string },
  ): Promise<{ readonly people: readonly Person[]; readonly next?: string }>
  /** One of this organisation's people; another organisation's are not found. */
  find(organisationId: string, personId: string): Promise<Person | undefined>
  /** Those of these people who are this organisation's. At most a hundred. */
  some(organisationId: string, personIds: readonly string[]): Promise<readonly Person[]>
  /** Admins who may be told of money, none disabled. */
  admins(organisationId: string): Promise<readonly Person[]>
}
