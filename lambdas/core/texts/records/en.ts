import type { AuditAction } from '../../audit.ts'
import type { Line, Unsent } from '../../ledger.ts'

/** What the ledger and the audit trail keep as words, for an admin to read. A word that is new has to be said here in every language. */
export type RecordTexts = {
  readonly steps: { readonly [S in Line['step']]: string }
  readonly unsent: { readonly [U in Unsent]: string }
  readonly actions: { readonly [A in AuditAction]: string }
  /** What was changed, by its place in the settings. */
  readonly fields: Readonly<Record<string, string>>
  readonly priceTo: (country: string) => string
  readonly yes: string
  readonly no: string
  readonly nothing: string
}

export const en: RecordTexts = {
  steps: {
    sign_in: 'Code to sign in',
    two_factor: 'Code for the second step',
    pin_reset: 'Code to reset a PIN',
    password_reset: 'Code to reset a password',
    phone_change: 'Code to prove a new number',
    email_change: 'Code to prove a new e-mail address',
    new_device: 'Notice: device trusted',
    wrong_pins: 'Notice: wrong PINs',
    pin_disabled: 'Notice: PIN switched off',
    password_disabled: 'Notice: password switched off',
    codes_ended: 'Notice: codes switched off',
    pin_changed: 'Notice: PIN changed',
    password_changed: 'Notice: password changed',
    number_changed_old: 'Notice to the old number',
    number_changed_new: 'Notice to the new number',
    number_corrected: 'Notice: number corrected',
    email_changed_old: 'Notice to the old e-mail address',
    email_changed_new: 'Notice: new e-mail address',
    email_corrected: 'Notice: e-mail address changed by an administrator',
    number_used: 'Notice: number used for a code',
    invitation: 'Invitation',
    reset_asked: 'Request to choose anew',
    budget_50: 'Warning: half of the budget used',
    budget_80: 'Warning: 80 % of the budget used',
    budget_100: 'Warning: budget used up',
    messages_paused: 'Warning: text messages paused',
  },
  unsent: {
    sms_budget_spent: 'The budget was used up',
    country_not_allowed: 'The country is not allowed',
    message_not_sent: 'It could not be sent',
    not_delivered: 'It did not reach the phone',
    too_many_messages: 'Too many messages at once: it was held back',
  },
  actions: {
    organisation_created: 'Set up the organisation',
    organisation_changed: 'Changed the settings',
    budget_changed: 'Changed the budget',
    person_created: 'Added a person',
    person_invited: 'Invited a person',
    person_changed: 'Changed a person',
    number_corrected: 'Corrected a number',
    email_corrected: 'Corrected an e-mail address',
    contact_taken: 'Entered a number or address that somebody has',
    person_disabled: 'Disabled a person',
    person_enabled: 'Enabled a person again',
    person_unlocked: 'Unlocked a person',
    sessions_ended: 'Ended all sessions',
    reset_started: 'Asked to choose a new PIN or password',
    secrets_ended: 'Ended PIN and password: others may know them',
    messages_resumed: 'Resumed text messages',
  },
  fields: {
    name: 'Name',
    role: 'Role',
    twoFactorExempt: 'Exempt from two-factor',
    disabled: 'Disabled',
    phone: 'Phone number',
    email: 'E-mail address',
    defaultCountry: 'Usual country',
    countries: 'Allowed countries',
    'twoFactor.required': 'Two-factor for everybody',
    'twoFactor.method': 'How codes are sent',
    'twoFactor.exemptNetworks': 'Exempt networks',
    'trustedDevices.allowed': 'Devices may be trusted',
    emailCodesWhenSmsSpent: 'Codes by e-mail when the budget is used up',
    'smsBudget.limit': 'Monthly budget',
    'smsBudget.currency': 'Currency',
  },
  priceTo: (country) => `Price to ${country}`,
  yes: 'Yes',
  no: 'No',
  nothing: 'none',
}
