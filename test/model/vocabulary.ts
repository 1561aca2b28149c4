import type { NO_MONEY } from './rules.ts'
import type { Mishap } from './turns.ts'

/** What an admin changes for all, and does to one. */
export type Setting =
  | 'two_factor'
  | 'no_two_factor'
  | 'by_email'
  | 'by_sms'
  | 'network'
  | 'no_network'
  | 'trust'
  | 'no_trust'
  | 'abroad'
  | 'at_home'
  | 'mail_when_spent'
  | 'no_mail_when_spent'
export type Deed = 'disable' | 'enable' | 'exempt' | 'not_exempt' | 'unlock' | 'end_sessions'

/** What may happen in a history. Numbers pick one of those that there are; below nothing, from the newest back. */
export type Action =
  | {
      readonly do: 'start'
      readonly who: 'anna' | 'nobody'
      readonly from: number
      readonly device: number | undefined
    }
  | {
      readonly do: 'start_email'
      readonly who: 'anna' | 'cleo' | 'nobody'
      readonly from: number
      readonly device: number | undefined
      readonly password: 'right' | 'old' | 'wrong'
    }
  | { readonly do: 'number'; readonly login: number; readonly number: number }
  | { readonly do: 'resend'; readonly login: number; readonly channel: 'sms' | 'email' | undefined }
  | { readonly do: 'leave' | 'look'; readonly login: number }
  | {
      readonly do: 'code'
      readonly login: number
      readonly code: 'right' | 'wrong' | 'earlier' | 'foreign'
      readonly trust: boolean
    }
  | { readonly do: 'pin'; readonly login: number; readonly pin: 'right' | 'old' | 'wrong'; readonly trust: boolean }
  | {
      readonly do: 'refresh'
      readonly session: number
      readonly token: 'live' | 'previous' | 'old'
      readonly from: number
    }
  | { readonly do: 'me'; readonly session: number; readonly what: 'profile' | 'sessions' | 'devices' }
  | { readonly do: 'sign_out'; readonly session: number }
  | { readonly do: 'end_session'; readonly session: number; readonly other: number }
  | { readonly do: 'end_device'; readonly session: number; readonly device: number }
  | {
      readonly do: 'own_secret'
      readonly session: number
      readonly factor: 'pin' | 'password'
      readonly how: 'right' | 'old' | 'wrong'
      readonly to: number
    }
  | { readonly do: 'own_phone'; readonly session: number; readonly how: 'right' | 'wrong'; readonly to: number }
  | { readonly do: 'own_code'; readonly session: number; readonly change: number; readonly code: 'right' | 'wrong' }
  | { readonly do: 'settings'; readonly setting: Setting }
  | { readonly do: 'person'; readonly who: 'anna' | 'cleo'; readonly deed: Deed }
  | { readonly do: 'correct'; readonly who: 'anna' | 'cleo'; readonly to: number }
  | { readonly do: 'invite'; readonly to: number; readonly where: 'here' | 'elsewhere' }
  | { readonly do: 'budget'; readonly limit: typeof NO_MONEY | '100.00' }
  | { readonly do: 'deliver'; readonly job: number; readonly provider: 'accepts' | 'refuses' | 'is_silent' }
  | { readonly do: 'reset_start'; readonly who: 'anna' | 'cleo' | 'nobody'; readonly from: number }
  | {
      readonly do: 'reset_code'
      readonly reset: number
      readonly channel: 'sms' | 'email'
      readonly code: 'right' | 'wrong'
    }
  | { readonly do: 'reset_password'; readonly reset: number; readonly to: number }
  | { readonly do: 'reset_leave'; readonly reset: number }
  | { readonly do: 'flow'; readonly times: number }
  | { readonly do: 'resume' }
  | { readonly do: 'new_pin' }

/** Acts side by side, the order in which their requests go through, what meets some of them, and the time that passes afterwards. */
export type Batch = {
  readonly actions: readonly Action[]
  readonly order: readonly number[]
  readonly mishaps: readonly Mishap[]
  /** In milliseconds; may go back. */
  readonly wait: number
}
