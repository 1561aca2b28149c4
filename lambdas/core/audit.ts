import type { Figures } from './budget.ts'
import type { Line } from './ledger.ts'
import type { Organisation, Person } from './person.ts'

/** Everything that admins and operators do, in words a page can translate. */
export const auditActions = [
  'organisation_created',
  'organisation_changed',
  'budget_changed',
  'person_created',
  'person_invited',
  'person_changed',
  'number_corrected',
  'email_corrected',
  /** An admin entered a number or address that is somebody's already. */
  'contact_taken',
  'person_disabled',
  'person_enabled',
  'person_unlocked',
  'sessions_ended',
  'reset_started',
  /** Others may know the PIN or password: both open nothing until they are chosen anew. */
  'secrets_ended',
  /** A pause of text messages to strangers was lifted. */
  'messages_resumed',
] as const

export type AuditAction = (typeof auditActions)[number]

/** One deed: who, when, what, to whom, and why if they said so. Values are settings and masked numbers, never a secret. */
export type AuditLine = {
  readonly auditId: string
  readonly organisationId: string
  readonly at: number
  readonly by: { readonly kind: 'admin' | 'operator'; readonly personId?: string; readonly name?: string }
  readonly action: AuditAction
  readonly personId?: string
  readonly reason?: string
  readonly changes: readonly { readonly field: string; readonly from?: string; readonly to?: string }[]
}

/** The admin who does it, as they signed in. */
export type Seat = Pick<Person, 'personId' | 'epoch'>

/** Something done, with its line in the trail. An admin's holds only if they are one still when it is written; the operator has no seat to lose. */
export type Deed = { readonly line: AuditLine; readonly seat?: Seat }

/** `no_admin`: whoever asked is none any more. `changed`: what was to be changed is not what it was. `…_taken`: it belongs to somebody. */
export type Written = 'done' | 'no_admin' | 'changed' | 'phone_taken' | 'email_taken'

/** What admins and operators change. Each change and its line in the audit trail are one transaction; not `done` means that nothing was written. */
export type Administration = {
  /** An organisation and its money, opened together. */
  found(organisation: Organisation, deed: Deed): Promise<void>
  create(person: Person, deed: Deed): Promise<Written>
  change(before: Person, after: Person, deed: Deed): Promise<Written>
  /** Writes what differs, and carries it over to the money. */
  settings(before: Organisation, after: Organisation, deed: Deed): Promise<Written>
  record(deed: Deed): Promise<Written>
  /** Lifts a pause of text messages to strangers, or its trial. `changed`: there is none any more. */
  resumeMessages(deed: Deed): Promise<Written>
}

export type Listed<T> = { readonly items: readonly T[]; readonly next?: string }
/** `after`: the place of the last one before, as `next` told it. */
export type ListPage = { readonly limit: number; readonly after?: string }

/** What an organisation's admins may read back, newest first. */
export type Records = {
  figures(organisationId: string): Promise<Figures | undefined>
  ledger(organisationId: string, page: ListPage): Promise<Listed<Line>>
  audit(organisationId: string, page: ListPage): Promise<Listed<AuditLine>>
}

const shown = (value: unknown): string | undefined => {
  if (value === undefined) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The fields of two settings that differ, as the trail shows them. */
export const differences = <T extends object>(
  before: T,
  after: T,
  fields: readonly (keyof T & string)[],
): AuditLine['changes'] =>
  fields
    .map((field) => ({ field, from: shown(before[field]), to: shown(after[field]) }))
    .filter(({ from, to }) => from !== to)
