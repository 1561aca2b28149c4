import type { CodePurpose } from '../../message-job.ts'
import type { MailText } from '../language.ts'
import { letterIn, type MailCode, type SmsCode, textMessage } from './letter.ts'

/** An address is proved where it is: its code never goes to a phone. */
export type SmsPurpose = Exclude<CodePurpose, 'email_change'>

/** The messages that carry a code, by what the code is for. */
export type Codes = {
  readonly sms: { readonly [P in SmsPurpose]: (facts: SmsCode) => string }
  readonly mail: { readonly [P in CodePurpose]: (facts: MailCode) => MailText }
}

const sms = textMessage('Never share it, not even with us.')

const letter = letterIn('en', {
  works: (wait) => `It works once, for ${wait}. Never share it with anyone, not even with us.`,
  spent: "It comes by e-mail because your organisation's budget for text messages is used up.",
})

export const en: Codes = {
  sms: {
    sign_in: (facts) => sms(facts, `${facts.code} is your code to sign in to ${facts.service}.`),
    two_factor: (facts) => sms(facts, `${facts.code} is your second step to sign in to ${facts.service}.`),
    pin_reset: (facts) => sms(facts, `${facts.code} is your code to reset your ${facts.service} PIN.`),
    password_reset: (facts) => sms(facts, `${facts.code} is your code to reset your ${facts.service} password.`),
    phone_change: (facts) => sms(facts, `${facts.code} is your code to add this phone to ${facts.service}.`),
  },
  mail: {
    sign_in: (facts) =>
      letter(facts, {
        subject: `Your code to sign in to ${facts.service}`,
        ask: `Somebody, hopefully you, is signing in to ${facts.service}. This is the code:`,
        otherwise: 'If it was not you, tell your administrator. Without the code nobody gets in.',
      }),
    two_factor: (facts) =>
      letter(facts, {
        subject: `Your second step to sign in to ${facts.service}`,
        ask: `Your password for ${facts.service} was entered. This is the code for the second step:`,
        otherwise: 'If it was not you, somebody knows your password: change it now.',
      }),
    pin_reset: (facts) =>
      letter(facts, {
        subject: `Your code to reset your ${facts.service} PIN`,
        ask: `The code we texted you was right. To choose a new PIN for ${facts.service}, enter this one too:`,
        otherwise:
          'If it was not you, somebody can read your text messages: tell your administrator. Your PIN stays as it is.',
      }),
    password_reset: (facts) =>
      letter(facts, {
        subject: `Your code to reset your ${facts.service} password`,
        ask: `You asked to choose a new password for ${facts.service}. This is the code:`,
        otherwise: 'If it was not you, you need do nothing. Your password stays as it is.',
      }),
    phone_change: (facts) =>
      letter(facts, {
        subject: `Your code to use a phone number with ${facts.service}`,
        ask: `A phone number was entered for your account with ${facts.service}. To show that it was you, enter this code:`,
        otherwise: 'If it was not you, somebody knows your password: change it now.',
      }),
    email_change: (facts) =>
      letter(facts, {
        subject: `Your code to use an e-mail address with ${facts.service}`,
        ask: `This address was entered for an account with ${facts.service}. To show that it is yours, enter this code:`,
        otherwise: 'If it was not you, you need do nothing. Without the code the address is not used.',
      }),
  },
}
