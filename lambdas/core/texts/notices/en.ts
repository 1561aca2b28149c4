import type { NoticeWord } from '../../message-job.ts'
import { waitIn } from '../amounts.ts'
import type { MailText } from '../language.ts'

/** What is told by text message too. Short, without names, numbers or links. */
export type SmsNotice = Exclude<
  NoticeWord,
  | 'budget_50'
  | 'budget_80'
  | 'budget_100'
  | 'messages_paused'
  | 'number_used'
  | 'email_changed_old'
  | 'password_disabled'
>

/** What a notice may speak of. A fact that is missing leaves its sentence out. Numbers arrive masked, money as people write it. */
export type NoticeFacts = {
  readonly service: string
  readonly organisation?: string
  readonly device?: string
  readonly number?: string
  /** An e-mail address, masked. */
  readonly address?: string
  /** Where to go on: a page of ours, from configuration. */
  readonly page?: string
  /** Of a request to choose anew: others may know what there was, and it opens nothing any more. */
  readonly ended?: string
  readonly used?: string
  readonly limit?: string
  readonly daysLeft?: string
  /** Why text messages are paused: a PauseReason. */
  readonly why?: string
  readonly pauseSeconds?: string
  readonly longestSeconds?: string
}

export type Notices = {
  readonly mail: { readonly [N in NoticeWord]: (facts: NoticeFacts) => MailText }
  readonly sms: { readonly [N in SmsNotice]: (facts: NoticeFacts) => string }
}

/** The sentence, when the fact it speaks of is there. */
export const when = <T>(fact: T | undefined, sentence: (fact: T) => string): readonly string[] =>
  fact === undefined ? [] : [sentence(fact)]

const wait = (seconds = '0'): string => waitIn('en')(Number(seconds))

const notYou = 'If this was not you, tell your administrator at once.'

const budget = ({ used, limit, daysLeft }: NoticeFacts, subject: string, after: string): MailText => ({
  subject,
  paragraphs: [
    ...(used !== undefined && limit !== undefined ? [`Used this month: ${used} of ${limit}.`] : []),
    ...when(daysLeft, (days) => `At this rate it lasts for ${days} more days.`),
    after,
  ],
})

export const en: Notices = {
  mail: {
    new_device: ({ service, device }) => ({
      subject: `A device is now trusted with ${service}`,
      paragraphs: [
        `For 30 days, a device can sign in to ${service} with your PIN or password and without a code.`,
        ...when(device, (label) => `Device: ${label}`),
        'You can end this in your account at any time.',
        notYou,
      ],
    }),
    wrong_pins: ({ service }) => ({
      subject: `Wrong PINs for your ${service} account`,
      paragraphs: [
        `Somebody entered the right code for ${service} and then wrong PINs.`,
        'If that was you, all is well. If not, somebody can read your text messages: tell your administrator at once.',
      ],
    }),
    pin_disabled: ({ service, page }) => ({
      subject: `Your ${service} PIN no longer works`,
      paragraphs: [
        'It was entered wrongly too often, so it was switched off. Choose a new one with "Forgot your PIN?".',
        ...when(page, (url) => url),
        notYou,
      ],
    }),
    password_disabled: ({ service, page }) => ({
      subject: `Your ${service} password no longer works`,
      paragraphs: [
        'It was entered wrongly too often, so it was switched off. Choose a new one with "Forgot your password?".',
        ...when(page, (url) => url),
        notYou,
      ],
    }),
    codes_ended: ({ service, page }) => ({
      subject: `Codes for your ${service} account no longer work`,
      paragraphs: [
        'Too many wrong codes in a row were entered for your account, so no new sign-in can begin with a code. Devices you trust still sign in. Your PIN and password were not changed.',
        'To use codes again: sign in on a device you have signed in on before, or choose a new password with "Forgot your password?", or ask your administrator to unlock you. If you have signed in with a code since, all is well.',
        ...when(page, (url) => url),
      ],
    }),
    pin_changed: ({ service }) => ({
      subject: `Your ${service} PIN was changed`,
      paragraphs: ['You have been signed out everywhere, and no device is trusted any more.', notYou],
    }),
    password_changed: ({ service }) => ({
      subject: `Your ${service} password was changed`,
      paragraphs: ['You have been signed out everywhere, and no device is trusted any more.', notYou],
    }),
    number_changed_old: ({ service, number }) => ({
      subject: `The phone number of your ${service} account was changed`,
      paragraphs: [
        ...when(number, (masked) => `Codes now go to ${masked}.`),
        'The number you had until now no longer receives codes.',
        notYou,
      ],
    }),
    number_changed_new: ({ service, number }) => ({
      subject: `A new phone number for your ${service} account`,
      paragraphs: [...when(number, (masked) => `From now on, codes go to ${masked}.`), notYou],
    }),
    number_corrected: ({ service, number }) => ({
      subject: `Your administrator corrected your phone number for ${service}`,
      paragraphs: [
        ...when(number, (masked) => `From now on, codes go to ${masked}.`),
        'You have been signed out everywhere. The next sign-in needs a code.',
        'If you did not expect this, ask your administrator.',
      ],
    }),
    email_changed_old: ({ service, address }) => ({
      subject: `The e-mail address of your ${service} account was changed`,
      paragraphs: [
        ...when(address, (masked) => `Mail now goes to ${masked}.`),
        'The address you had until now no longer receives codes or notices.',
        notYou,
      ],
    }),
    email_changed_new: ({ service, address }) => ({
      subject: `A new e-mail address for your ${service} account`,
      paragraphs: [...when(address, (masked) => `Mail now goes to ${masked}.`), notYou],
    }),
    email_corrected: ({ service, address }) => ({
      subject: `Your administrator changed your e-mail address for ${service}`,
      paragraphs: [
        ...when(address, (masked) => `Mail now goes to ${masked}.`),
        'You have been signed out everywhere. The next sign-in needs a code.',
        'If you did not expect this, ask your administrator.',
      ],
    }),
    number_used: ({ service, number }) => ({
      subject: `A phone number was used to sign in to ${service}`,
      paragraphs: [
        'Your profile has no phone number, so one was entered for the code.',
        ...when(number, (masked) => `Number: ${masked}`),
        'It was not put on your profile. If this was not you, change your password and tell your administrator.',
      ],
    }),
    invitation: ({ service, organisation, page }) => ({
      subject: `You are invited to ${service}`,
      paragraphs: [
        ...when(organisation, (name) => `${name} has made you an account.`),
        'To begin, choose your PIN or password with "Forgot your PIN?" or "Forgot your password?".',
        ...when(page, (url) => url),
      ],
    }),
    reset_asked: ({ service, page, ended }) => ({
      subject: `Choose a new PIN or password for ${service}`,
      paragraphs: [
        'Your administrator asks you to choose a new one with "Forgot your PIN?" or "Forgot your password?".',
        ended === undefined
          ? 'Until then the one you have goes on working. Nobody but you sees the codes or what you choose.'
          : 'Others may know the one you have: it opens nothing any more, and you were signed out everywhere. Nobody but you sees the codes or what you choose.',
        ...when(page, (url) => url),
      ],
    }),
    budget_50: (facts) => budget(facts, 'Half of the budget for text messages is used', 'You need do nothing yet.'),
    budget_80: (facts) =>
      budget(facts, '80 % of the budget for text messages is used', 'Raise it in good time in the settings.'),
    budget_100: (facts) =>
      budget(
        facts,
        'The budget for text messages is used up',
        'Trusted devices still sign in. Others get their code by e-mail, if you allow it; nobody gets in without one.',
      ),
    messages_paused: ({ service, why, pauseSeconds, longestSeconds, page }) => ({
      subject: 'Text messages to new devices are paused',
      paragraphs: [
        why === 'wrong_codes'
          ? 'In most sign-ins of your organisation in which a code was entered lately, none was right. That is how it looks when somebody guesses.'
          : `Hardly any of the codes that ${service} sent for your organisation lately were entered. That is how it looks when somebody has codes sent for money, or when messages do not arrive.`,
        `For ${wait(pauseSeconds)}, people on a device they have not signed in on before are sent no code by text message. Then a few are sent to see; if it goes on, the next pause is longer, up to ${wait(longestSeconds)}. Devices that are known, and codes already sent, go on working.`,
        'You need do nothing: it ends by itself. If you know why so many codes are asked for, such as many new people at once, look at the messages on the page of the SMS budget and choose "Send to everybody again" there.',
        ...when(page, (url) => url),
        'While it goes on you get no further e-mail about it.',
      ],
    }),
  },
  sms: {
    new_device: ({ service }) => `${service}: a device was trusted for 30 days. ${notYou}`,
    wrong_pins: ({ service }) => `${service}: wrong PINs were entered after a right code. ${notYou}`,
    pin_disabled: ({ service }) =>
      `${service}: your PIN was wrong too often and no longer works. Please choose a new one.`,
    codes_ended: ({ service }) =>
      `${service}: too many wrong codes were entered, so codes no longer work for new sign-ins. Ask your administrator to unlock you.`,
    pin_changed: ({ service }) => `${service}: your PIN was changed. ${notYou}`,
    password_changed: ({ service }) => `${service}: your password was changed. ${notYou}`,
    number_changed_old: ({ service }) => `${service}: this phone no longer receives your codes. ${notYou}`,
    number_changed_new: ({ service }) => `${service}: this phone receives your codes from now on. ${notYou}`,
    number_corrected: ({ service }) =>
      `${service}: your administrator changed the phone for your codes. Not expected? Ask them.`,
    email_changed_new: ({ service }) => `${service}: the e-mail address of your account was changed. ${notYou}`,
    email_corrected: ({ service }) =>
      `${service}: your administrator changed your e-mail address. Not expected? Ask them.`,
    reset_asked: ({ service }) =>
      `${service}: your administrator asks you to choose a new PIN. On the sign-in page, take "Forgot your PIN?".`,
    invitation: ({ service }) =>
      `${service}: you have an account. Go to the sign-in page and choose "Forgot your PIN?" to begin.`,
  },
}
