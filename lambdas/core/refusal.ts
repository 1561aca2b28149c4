/** Every word with which Latchkey refuses, and the HTTP status it travels with. Sentences live in `texts/`. */
export const REFUSALS = {
  invalid_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  wrong_code: 422,
  earlier_code: 422,
  code_expired: 410,
  login_closed: 410,
  reset_closed: 410,
  wrong_pin: 422,
  wrong_password: 401,
  pin_disabled: 423,
  password_disabled: 423,
  pin_not_allowed: 422,
  password_not_allowed: 422,
  too_many_requests: 429,
  resend_too_soon: 429,
  /** A number or address changed so lately that a reset by it has to wait. */
  reset_too_soon: 403,
  no_sends_left: 409,
  sms_budget_spent: 402,
  country_not_allowed: 422,
  message_not_sent: 503,
  step_up_required: 403,
  idempotency_conflict: 409,
  unavailable: 503,
} as const

export type Refusal = keyof typeof REFUSALS

/** What a refusal tells beside its word. Only what is listed here ever reaches a caller. */
export type RefusalExtras = {
  readonly attemptsLeft?: number
  readonly newestSentAt?: string
  readonly retryAfterSeconds?: number
  readonly alternatives?: readonly string[]
  readonly reasons?: readonly Readonly<Record<string, unknown>>[]
  readonly fields?: readonly { readonly path: string; readonly problem: string }[]
  readonly country?: string
}

/** Thrown to leave a step; the only error that speaks to the caller. */
export class Refused extends Error {
  readonly word: Refusal
  readonly extras: RefusalExtras
  readonly status: number
  constructor(word: Refusal, extras: RefusalExtras = {}, status: number = REFUSALS[word]) {
    super(word)
    this.word = word
    this.extras = extras
    this.status = status
  }
}
