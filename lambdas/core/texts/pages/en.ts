import { countryIn, waitIn } from '../amounts.ts'

const wait = waitIn('en')

/** What the pages for signing in and resetting say. */
export const en = {
  ...{ language: 'Language', help: 'Help', close: 'Close', show: 'Show', hide: 'Hide' },
  skip: 'Skip to the content',
  noScript: (service: string) => `${service} needs JavaScript to sign you in.`,
  country: 'Country',
  countryName: countryIn('en'),
  offline: {
    title: 'No answer',
    detail: 'Check your connection and try again.',
    /** In a form, instead. */
    kept: 'Check your connection and try again. What you entered is still here.',
  },
  notLoaded: {
    title: 'This page could not be loaded',
    detail: 'There was no answer. Check your connection and try again.',
  },
  unavailable: {
    title: 'This does not work at the moment',
    detail: 'It is our fault, not yours. Try again in a moment.',
  },
  notFound: { title: 'This page does not exist', action: 'Go to the start page' },
  tryAgain: 'Try again',
  submit: 'Submit',
  onward: 'Continue',
  signIn: 'Sign in',

  number: {
    title: 'Sign in',
    lead: (service: string) => `Enter your mobile number to sign in to ${service}.`,
    label: 'Mobile number',
    hint: 'Any usual way of writing it is fine.',
    missing: 'Enter your mobile number.',
    notMobile: 'This is not a mobile number. Check the digits and the country.',
    byEmail: 'Sign in with e-mail and password',
    forgot: 'Forgot your PIN?',
  },
  email: {
    title: 'Sign in',
    lead: (service: string) => `Enter your e-mail address and password to sign in to ${service}.`,
    label: 'E-mail address',
    password: 'Password',
    missing: 'Enter your e-mail address.',
    notAddress: 'This is not an e-mail address. Check it and try again.',
    passwordMissing: 'Enter your password.',
    byPhone: 'Sign in with a mobile number',
    forgot: 'Forgot your password?',
  },
  askNumber: {
    title: 'Which number can we text?',
    lead: 'There is no phone number on your profile. Enter one to receive your code. It is used for this sign-in only and is not added to your profile.',
    label: 'Phone number',
    submit: 'Send new code',
    back: 'Back to e-mail and password',
  },

  code: {
    title: 'Enter your code',
    emailTitle: 'Check your e-mail',
    sms: (to: string) => `We have sent a 6-digit code by text message to ${to}.`,
    email: (to: string) => `We have sent a 6-digit code by e-mail to ${to}.`,
    second: {
      email: 'After this code we send you a second one by e-mail.',
      sms: 'After this code we send you a second one by text message.',
    },
    label: 'Verification code',
    missing: 'Enter the 6 digits of the code.',
    backToNumber: 'Back to mobile number',
    backToEmail: 'Back to e-mail and password',
    spam: (sender: string) => `It comes from ${sender}. If you do not see it, look in your spam or junk folder.`,
    more: "Didn't get a verification code?",
    sending: 'Your message is on its way.',
    sent: 'Your message has been sent. It can take up to a minute to arrive.',
    delivered: 'Your message has been delivered.',
    failed: 'Your message could not be delivered.',
    latest: 'If you receive several messages, enter the code from the latest one.',
    again: 'Send new code',
    againIn: (seconds: number) => `You can send a new code in ${wait(seconds)}.`,
    noneLeft: 'No more codes can be sent this time.',
    sentAgain: 'A new code is on its way. Only the newest code works.',
    byEmail: 'Send it by e-mail instead',
    bySms: 'Send it by text message instead',
    why: {
      sms_budget_spent:
        "Your organisation's budget for text messages is used up. Your administrator can see this in the settings.",
      message_not_sent: 'The message could not be sent.',
      country_not_allowed: 'Messages are not sent to numbers of this country.',
      not_delivered: 'The network did not deliver it to the phone.',
      too_many_messages:
        'Too many codes are being sent at the moment, so this one was held back. Try again later, or on a device that you have signed in on before.',
    },
  },
  pin: {
    title: 'Enter your PIN',
    lead: 'Enter your 6-digit PIN to finish signing in.',
    trusted: 'You trust this device, so you need no code today.',
    label: 'PIN',
    missing: 'Enter the 6 digits of your PIN.',
    forgot: 'Forgot your PIN?',
  },
  trust: {
    label: 'Trust this device for 30 days',
    hint: 'You will need no code on it. Only do this on a device of your own, never on one that others use.',
  },

  reset: {
    title: 'Reset your PIN',
    lead: 'Enter your mobile number. We will send you a code, first to your phone and then to your e-mail address.',
    backToSignIn: 'Back to sign in',
    backToStart: 'Start over',
    step: (now: number, all: number) => `Step ${now} of ${all}`,
    smsTitle: 'Check your phone',
    done: { title: 'Your PIN has been changed', detail: 'Sign in with your new PIN.' },
    stuck: 'Having trouble?',
    contact: 'Contact support',
  },
  newPin: {
    title: 'Choose a new PIN',
    lead: 'Six digits that are hard to guess. Avoid digits that count up or down, repeats, dates and your own number.',
    label: 'New PIN',
    repeat: 'New PIN again',
    different: 'The two PINs are not the same.',
    fine: 'This PIN can be used.',
    refused: 'Choose another PIN. The reasons stand below.',
  },
  passwordReset: {
    title: 'Reset your password',
    lead: 'Enter your e-mail address. We will send you a code by e-mail, and a second one by text message if your number is on your profile.',
    done: { title: 'Your password has been changed', detail: 'Sign in with your new password.' },
  },
  newPassword: {
    title: 'Choose a new password',
    lead: 'A long sentence is easier to remember and harder to guess than a short riddle. Everything on your keyboard may be in it.',
    label: 'New password',
    repeat: 'New password again',
    different: 'The two passwords are not the same.',
  },
}

export type PageTexts = Readonly<typeof en>
