import type { ReplyOf } from '../client/client.ts'
import type { CodeView } from '../sign-in/flow.ts'
import { keep, kept } from '../ui/kept.ts'

export type ResetNext = ReplyOf<'GET /pin-reset/{resetId}'>['next']

/** Where a reset stands in this tab. The id opens nothing without the browser's own cookie. */
export type Reset = {
  readonly of: 'pin' | 'password'
  readonly resetId: string
  readonly next: ResetNext
  readonly code?: CodeView | undefined
}

export type CodeStep = 'sms_code' | 'email_code'

export type Moved = { readonly next: ResetNext; readonly code?: CodeView | undefined }

/** The doors of one kind of reset. */
export type ResetDoors = {
  readonly read: (resetId: string) => Promise<Moved>
  readonly answer: (step: CodeStep, resetId: string, code: string) => Promise<Moved>
  readonly resend: (resetId: string) => Promise<CodeView>
  readonly choose: (resetId: string, secret: string) => Promise<unknown>
  readonly leave: (resetId: string) => Promise<unknown>
}

export const resetOf = (kind: Reset['of']): Reset | undefined => {
  const found = kept<Reset>('reset')
  return found?.of === kind ? found : undefined
}

export const keepReset = (it: Reset | undefined): void => keep('reset', it)

export const startOf = (kind: Reset['of']): string => `/reset-${kind}`

export const pathOf = (kind: Reset['of'], next: ResetNext): string => {
  if (next === 'sms_code' || next === 'email_code') return `${startOf(kind)}/code`
  return next === 'sign_in' ? '/sign-in' : `${startOf(kind)}/new`
}

/** Where a reset that is not at the step of this address goes on, or begins. */
export const standing = (kind: Reset['of'], it: Reset | undefined): string =>
  it === undefined || (isCodeStep(it.next) && it.code === undefined) ? startOf(kind) : pathOf(kind, it.next)

export const isCodeStep = (next: ResetNext): next is CodeStep => next === 'sms_code' || next === 'email_code'
