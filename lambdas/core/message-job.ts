import type { Channel } from './login.ts'

/** Why a code is sent. Goes into the code's derivation, so a code of one purpose opens nothing else. */
export const codePurposes = [
  'sign_in',
  'two_factor',
  'pin_reset',
  'password_reset',
  'phone_change',
  'email_change',
] as const

export type CodePurpose = (typeof codePurposes)[number]

/** What a notice is about: a key of the texts' `mail` and `notices`. */
export const noticeWords = [
  'new_device',
  'wrong_pins',
  'pin_disabled',
  'password_disabled',
  /** Too many wrong codes of a number or address in a row. */
  'codes_ended',
  'pin_changed',
  'password_changed',
  'number_changed_old',
  'number_changed_new',
  'number_corrected',
  'email_changed_old',
  'email_changed_new',
  'email_corrected',
  /** Somebody used a number that is not on the profile to receive a code. */
  'number_used',
  'invitation',
  'reset_asked',
  'budget_50',
  'budget_80',
  'budget_100',
  'messages_paused',
] as const

export type NoticeWord = (typeof noticeWords)[number]

/**
 * One message to send, as it travels to the sending function. Holds no number, address or code in clear: the recipient is sealed, the code is
 * derived again from `seed` and `send` by the sender. `sealed` is undefined for a decoy: everything is done but the sending.
 */
export type CodeJob = {
  readonly kind: 'code'
  readonly purpose: CodePurpose
  /** The login, reset or change that waits for the code. */
  readonly about: string
  readonly seed: string
  /** 1 for the first send, 2 for the first resend… */
  readonly send: number
  readonly sentAt: number
  /** Never sent at or after this instant. */
  readonly notAfter: number
  readonly channel: Channel
  readonly organisationId: string
  readonly personId?: string
  readonly sealed?: string
  /** ISO country of the number, for its price. Undefined for e-mail. */
  readonly country?: string
  readonly locale: string
  /** Resets and admins may use the reserve of the budget. */
  readonly mayUseReserve: boolean
  /** Asked for by somebody who proved something before: it draws on an allowance of its own. */
  readonly known?: boolean
  /** The code comes by e-mail because the money for text messages is used up, and the mail says so. */
  readonly smsSpent?: boolean
}

export type NoticeJob = {
  readonly kind: 'notice'
  readonly notice: NoticeWord
  /** Makes a notice that is sent twice one message. */
  readonly noticeId: string
  readonly sentAt: number
  readonly notAfter: number
  readonly channel: Channel
  readonly organisationId: string
  readonly personId?: string
  readonly sealed: string
  readonly country?: string
  readonly locale: string
  readonly facts: Readonly<Record<string, string>>
}

export type MessageJob = CodeJob | NoticeJob

/** No message: somebody was refused a text message that nobody can pay for, and the admins may have to be told. */
export type Shortage = {
  readonly kind: 'shortage'
  readonly organisationId: string
  readonly country: string
  readonly mayUseReserve: boolean
}

/** The name of the message in the ledger: one per wait and send, so that a job that arrives twice is one message. */
export const messageIdOf = (job: MessageJob): string =>
  job.kind === 'code' ? `${job.about}.${job.send}` : `${job.noticeId}.${job.channel}`

export type Messages = {
  /** Hands a message to the sending function and returns at once. Never throws away silently: an error here is an error. */
  dispatch(job: MessageJob | Shortage): Promise<void>
}

export type Sender = {
  /** Has a message sent and waits until that was tried; how it went stands in its delivery. */
  send(job: MessageJob): Promise<void>
}
