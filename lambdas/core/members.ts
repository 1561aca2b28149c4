import type { Organisation, Person } from './person.ts'

export type Listed = Pick<Organisation, 'organisationId' | 'peopleInOrder'>
export type PeoplePage = {
  readonly people: readonly Person[]
  readonly next?: string | undefined
  /** The place of one of these people: a page after it begins with whoever follows them. */
  placeOf(person: Person): string | undefined
}

/** The people of one organisation, for its admins and for messages to them. */
export type Members = {
  /**
   * A page in the order of their names, or of their ids while the organisation's people are not in order; `next` is the place where the following
   * one begins, which holds a name. `startsWith`: only whose name begins so, folded as for the order. Told a moment late of who came or changed.
   */
  page(
    organisation: Listed,
    page: { readonly limit: number; readonly after?: string | undefined; readonly startsWith?: string },
  ): Promise<PeoplePage>
  /** One of this organisation's people; another organisation's are not found. */
  find(organisationId: string, personId: string): Promise<Person | undefined>
  /** Those of these people who are this organisation's. At most a hundred. */
  some(organisationId: string, personIds: readonly string[]): Promise<readonly Person[]>
  /** Admins who may be told of money, none disabled. */
  admins(organisationId: string): Promise<readonly Person[]>
}
