import type { ReplyOf } from '../client/client.ts'
import { keep, kept } from '../ui/kept.ts'

export type CodeView = NonNullable<ReplyOf<'GET /login/{loginId}'>['code']>

type Next = ReplyOf<'GET /login/{loginId}'>['next']

/** Where a sign-in stands in this tab. The id opens nothing without the browser's own cookie. */
export type Flow = {
  readonly by: 'phone' | 'email'
  readonly loginId: string
  readonly next: Next
  readonly code?: CodeView | undefined
  /** A device that is trusted already was let past the code; it cannot be trusted anew. */
  readonly trusted: boolean
}

/** What somebody typed to begin with, for when they come back to it. */
export type Typed = { readonly phone?: string; readonly country?: string; readonly email?: string }

export const flow = (): Flow | undefined => kept<Flow>('sign-in')
export const keepFlow = (it: Flow | undefined): void => keep('sign-in', it)

export const typed = (): Typed => kept<Typed>('typed') ?? {}
export const keepTyped = (it: Typed): void => keep('typed', { ...typed(), ...it })

/** The path at which the next step is taken. */
export const pathOf = ({ next }: Pick<Flow, 'next'>): string => {
  if (next === 'pin') return '/sign-in/pin'
  return next === 'phone_number' ? '/sign-in/phone-number' : '/sign-in/code'
}

/** Where a sign-in that is not at the step of this address goes on, or begins. */
export const standing = (it: Flow | undefined, by: Flow['by']): string =>
  it === undefined || (pathOf(it) === '/sign-in/code' && it.code === undefined) ? startOf(it?.by ?? by) : pathOf(it)

export const startOf = (by: Flow['by']): string => (by === 'phone' ? '/sign-in' : '/sign-in/email')
