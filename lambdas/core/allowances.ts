import type { Limits } from './limits.ts'

/** What may be asked for again and again, within a bucket: which, in the limits, and whose it is. */
export const ALLOWANCES = {
  invitations: 'invitationsPerAdmin',
  corrections: 'correctionsPerAdmin',
  resets: 'resetsAskedPerAdmin',
  organisation: 'errandsPerOrganisation',
  receiver: 'errandsPerReceiver',
  taken: 'takenPerOrganisation',
  changes: 'changesPerPerson',
} as const satisfies Readonly<Record<string, keyof Limits>>

export type Allowance = keyof typeof ALLOWANCES

export type Allowances = {
  /** Takes one of it, before the deed: however many come at once. Answers when there is one again, if there is none. */
  take(
    allowance: Allowance,
    whose: string,
  ): Promise<{ readonly taken: true } | { readonly taken: false; readonly againAt: number }>
  /** It was not used after all. */
  giveBack(allowance: Allowance, whose: string): Promise<void>
}
