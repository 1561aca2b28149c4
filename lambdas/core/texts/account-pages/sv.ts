import type { AccountTexts } from './en.ts'

export const sv: AccountTexts = {
  title: 'Ditt konto',
  greeting: (name) => `Hej ${name}`,
  signOut: 'Logga ut',
  signedOut: 'Du är utloggad.',
  organisation: 'Din organisation',
  account: 'Mitt konto',
  change: 'Ändra',
  add: 'Lägg till',
  save: 'Spara',
  back: 'Tillbaka till ditt konto',
  saved: 'Sparat',
  none: 'Inget',
  warning: {
    title: 'Det finns inget telefonnummer i din profil',
    detail: 'Lägg till ett, så att koderna når dig med sms.',
  },
  profile: {
    title: 'Din profil',
    name: 'Namn',
    nameMissing: 'Ange ditt namn.',
    locale: 'Språk i meddelanden',
    email: 'E-postadress',
    phone: 'Telefonnummer',
    pin: 'Din PIN-kod',
    password: 'Lösenord',
    set: 'Vald',
    notSet: 'Inte vald',
  },
  pin: {
    title: 'Ändra din PIN-kod',
    current: 'Nuvarande PIN-kod',
    done: {
      title: 'Din PIN-kod har ändrats',
      detail: 'Du har loggats ut överallt annars, och ingen enhet är betrodd längre.',
    },
  },
  password: {
    title: 'Ändra ditt lösenord',
    current: 'Nuvarande lösenord',
    wrong: 'Lösenordet stämmer inte',
    done: {
      title: 'Ditt lösenord har ändrats',
      detail: 'Du har loggats ut överallt annars, och ingen enhet är betrodd längre.',
    },
  },
  phone: {
    title: 'Ditt telefonnummer',
    lead: 'Vi skickar en kod till det nya numret. Det gamla numret får veta om ändringen.',
    leadFirst: 'Vi skickar en kod till det här numret.',
    label: 'Nytt telefonnummer',
    done: {
      title: 'Ditt telefonnummer har ändrats',
      detail:
        'Koder skickas dit från och med nu. Du har loggats ut överallt annars, och ingen enhet är betrodd längre.',
    },
    taken: {
      title: 'Det här numret står i någon annans profil',
      detail: 'Ange ett annat nummer eller fråga din administratör.',
    },
    ended: 'Det här bytet av nummer är avslutat',
  },
  email: {
    title: 'Din e-postadress',
    lead: 'Vi skickar en kod till den nya adressen. Den gamla adressen får veta om ändringen.',
    leadFirst: 'Vi skickar en kod till den här adressen.',
    label: 'Ny e-postadress',
    done: {
      title: 'Din e-postadress har ändrats',
      detail:
        'Koder och meddelanden skickas dit från och med nu. Du har loggats ut överallt annars, och ingen enhet är betrodd längre.',
    },
    taken: {
      title: 'Den här adressen står i någon annans profil',
      detail: 'Ange en annan adress eller fråga din administratör.',
    },
    ended: 'Det här bytet av adress är avslutat',
    back: 'Tillbaka till e-postadressen',
  },
  sessions: {
    title: 'Var du är inloggad',
    here: 'Den här inloggningen',
    used: (when) => `Senast använd ${when}`,
    end: 'Logga ut',
    endOf: (label) => `Logga ut från ${label}`,
    ended: 'Utloggad där.',
  },
  devices: {
    title: 'Dina enheter',
    here: 'Den här enheten',
    trusted: (until) => `Betrodd till ${until}: där behövs ingen kod`,
    known: 'Inte betrodd: där behövs en kod',
    end: 'Sluta lita på den',
    endOf: (label) => `Sluta lita på ${label}`,
    ended: 'Den här enheten är inte betrodd längre.',
    none: 'Du litar inte på någon enhet.',
  },
}
