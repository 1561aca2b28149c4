import type { Refusal, RefusalExtras } from '../../refusal.ts'
import { countryIn, waitIn } from '../amounts.ts'

/** What a person reads when they are refused: `title` says what happened, `detail` what to do now. */
export type Problem = { readonly title: string; readonly detail: string }

/** The part of a refusal that its sentences speak about. */
export type ProblemFacts = Pick<RefusalExtras, 'attemptsLeft' | 'retryAfterSeconds' | 'alternatives' | 'country'>

export type Problems = { readonly [W in Refusal]: (facts: ProblemFacts) => Problem }

const wait = waitIn('en')
const country = countryIn('en')

const triesLeft = (left: number | undefined): string => {
  if (left === undefined) return 'Check it and try again.'
  if (left === 0) return 'You have no tries left. Please start again.'
  return left === 1 ? 'You have one try left.' : `You have ${left} tries left.`
}

const pause = (seconds: number | undefined): string =>
  seconds === undefined ? 'Please try again later.' : `Please wait ${wait(seconds)}, then try again.`

const otherWay = (alternatives: readonly string[] = []): string => {
  if (alternatives.includes('email')) return 'You can have the code sent by e-mail instead.'
  if (alternatives.includes('sms')) return 'You can have the code sent by text message instead.'
  return 'Please try again later, or ask your administrator for help.'
}

export const en: Problems = {
  invalid_request: () => ({
    title: 'Something is missing or not right',
    detail: 'Check what you entered and try again.',
  }),
  unauthenticated: () => ({ title: 'You are not signed in', detail: 'Sign in and try again.' }),
  forbidden: () => ({ title: 'You are not allowed to do this', detail: 'Your administrator can tell you why.' }),
  not_found: () => ({ title: 'Not found', detail: 'What you are looking for does not exist, or no longer does.' }),
  wrong_code: ({ attemptsLeft }) => ({ title: 'That code is not right', detail: triesLeft(attemptsLeft) }),
  earlier_code: () => ({
    title: 'That was the earlier code',
    detail: 'We have sent you a newer one. Enter the code from the latest message. This did not cost you a try.',
  }),
  code_expired: () => ({ title: 'That code has expired', detail: 'Ask for a new code and enter that one.' }),
  login_closed: () => ({
    title: 'This sign-in has ended',
    detail: 'It took too long, was cancelled or had too many wrong tries. Please start again.',
  }),
  reset_closed: () => ({
    title: 'This reset has ended',
    detail: 'It took too long, was cancelled or had too many wrong tries. Please start again.',
  }),
  wrong_pin: ({ attemptsLeft }) => ({ title: 'That PIN is not right', detail: triesLeft(attemptsLeft) }),
  wrong_password: ({ attemptsLeft }) => ({
    title: 'The e-mail address or the password is not right',
    detail: triesLeft(attemptsLeft),
  }),
  pin_disabled: () => ({
    title: 'There is no PIN that works',
    detail: 'Yours was entered wrongly too often, or you have not chosen one yet. Choose one with "Forgot your PIN?".',
  }),
  password_disabled: () => ({
    title: 'Your password no longer works',
    detail: 'It was entered wrongly too often. Choose a new one with "Forgot your password?".',
  }),
  pin_not_allowed: () => ({ title: 'Please choose another PIN', detail: 'This one is too easy to guess.' }),
  password_not_allowed: () => ({ title: 'Please choose another password', detail: 'This one cannot be used.' }),
  too_many_requests: ({ retryAfterSeconds }) => ({ title: 'Too many tries', detail: pause(retryAfterSeconds) }),
  resend_too_soon: ({ retryAfterSeconds }) => ({
    title: 'The last code may still be on its way',
    detail: pause(retryAfterSeconds),
  }),
  reset_too_soon: ({ retryAfterSeconds }) => ({
    title: 'This has to wait a little',
    detail: `Your phone number or e-mail address was changed not long ago, so for your safety there is a waiting time. ${pause(retryAfterSeconds)}`,
  }),
  no_sends_left: () => ({
    title: 'No more codes can be sent this time',
    detail: 'Enter the code from the latest message, or start again.',
  }),
  sms_budget_spent: ({ alternatives }) => ({
    title: "Your organisation's budget for text messages is used up",
    detail: otherWay(alternatives),
  }),
  country_not_allowed: (facts) => ({
    title: 'Numbers from this country cannot be used',
    detail:
      facts.country === undefined
        ? 'Use a number from another country, or ask your administrator.'
        : `Your organisation has not allowed this country: ${country(facts.country)}. Ask your administrator.`,
  }),
  message_not_sent: ({ alternatives }) => ({ title: 'The message could not be sent', detail: otherWay(alternatives) }),
  step_up_required: () => ({
    title: 'We need more proof this time',
    detail:
      'There were many wrong tries, or your organisation asks for a code now. Sign in again with a code, choose a new PIN or password, or ask your administrator.',
  }),
  idempotency_conflict: () => ({
    title: 'This request was already used for something else',
    detail: 'Nothing was changed. Reload the page and try again.',
  }),
  unavailable: () => ({
    title: 'This does not work at the moment',
    detail: 'It is our fault, not yours. Try again in a moment.',
  }),
}
