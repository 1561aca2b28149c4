/** What the account page says. */
export const en = {
  title: 'Your account',
  greeting: (name: string) => `Hello, ${name}`,
  signOut: 'Sign out',
  signedOut: 'You are signed out.',
  organisation: 'Organisation',
  account: 'Account',
  change: 'Change',
  add: 'Add',
  save: 'Save',
  back: 'Back to your account',
  saved: 'Saved',
  none: 'None',
  warning: {
    title: 'There is no phone number on your profile',
    detail: 'Add one, so that your codes can reach you by text message.',
  },
  profile: {
    title: 'Profile',
    name: 'Name',
    nameMissing: 'Enter your name.',
    locale: 'Language of messages',
    email: 'E-mail address',
    phone: 'Phone number',
    pin: 'PIN',
    password: 'Password',
    set: 'Set',
    notSet: 'Not set',
  },
  pin: {
    title: 'Change your PIN',
    current: 'Current PIN',
    done: {
      title: 'Your PIN has been changed',
      detail: 'You have been signed out everywhere else, and no device is trusted any more.',
    },
  },
  password: {
    title: 'Change your password',
    current: 'Current password',
    wrong: 'That password is not right',
    done: {
      title: 'Your password has been changed',
      detail: 'You have been signed out everywhere else, and no device is trusted any more.',
    },
  },
  phone: {
    title: 'Your phone number',
    lead: 'We will send a code to the new number. The old number is told of the change.',
    leadFirst: 'We will send a code to this number.',
    label: 'New phone number',
    done: {
      title: 'Your phone number has been changed',
      detail:
        'Codes are sent to it from now on. You have been signed out everywhere else, and no device is trusted any more.',
    },
    taken: {
      title: "This number is on somebody else's profile",
      detail: 'Enter another number, or ask your administrator.',
    },
    ended: 'This change of number has ended',
  },
  email: {
    title: 'Your e-mail address',
    lead: 'We will send a code to the new address. The old address is told of the change.',
    leadFirst: 'We will send a code to this address.',
    label: 'New e-mail address',
    done: {
      title: 'Your e-mail address has been changed',
      detail:
        'Codes and notices are sent to it from now on. You have been signed out everywhere else, and no device is trusted any more.',
    },
    taken: {
      title: "This address is on somebody else's profile",
      detail: 'Enter another address, or ask your administrator.',
    },
    ended: 'This change of address has ended',
    back: 'Back to e-mail address',
  },
  sessions: {
    title: 'Where you are signed in',
    here: 'This session',
    used: (when: string) => `Last used ${when}`,
    end: 'Sign out',
    endOf: (label: string) => `Sign out of ${label}`,
    ended: 'Signed out there.',
  },
  devices: {
    title: 'Your devices',
    here: 'This device',
    trusted: (until: string) => `Trusted until ${until}: no code is needed there`,
    known: 'Not trusted: a code is needed there',
    end: 'Stop trusting',
    endOf: (label: string) => `Stop trusting ${label}`,
    ended: 'This device is no longer trusted.',
    none: 'You trust no device.',
  },
}

export type AccountTexts = Readonly<typeof en>
