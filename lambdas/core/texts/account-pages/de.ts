import type { AccountTexts } from './en.ts'

export const de: AccountTexts = {
  title: 'Ihr Konto',
  greeting: (name) => `Guten Tag, ${name}`,
  signOut: 'Abmelden',
  signedOut: 'Sie sind abgemeldet.',
  organisation: 'Ihre Organisation',
  account: 'Konto',
  change: 'Ändern',
  add: 'Hinzufügen',
  save: 'Speichern',
  back: 'Zurück zu Ihrem Konto',
  saved: 'Gespeichert',
  none: 'Keine',
  warning: {
    title: 'In Ihrem Profil steht keine Telefonnummer',
    detail: 'Fügen Sie eine hinzu, damit Ihre Codes Sie per SMS erreichen.',
  },
  profile: {
    title: 'Ihr Profil',
    name: 'Ihr Name',
    nameMissing: 'Geben Sie Ihren Namen ein.',
    locale: 'Sprache der Nachrichten',
    email: 'E-Mail-Adresse',
    phone: 'Telefonnummer',
    pin: 'Ihre PIN',
    password: 'Passwort',
    set: 'Gewählt',
    notSet: 'Nicht gewählt',
  },
  pin: {
    title: 'PIN ändern',
    current: 'Jetzige PIN',
    done: {
      title: 'Ihre PIN wurde geändert',
      detail: 'Sie sind überall sonst abgemeldet, und keinem Gerät wird mehr vertraut.',
    },
  },
  password: {
    title: 'Passwort ändern',
    current: 'Jetziges Passwort',
    wrong: 'Dieses Passwort ist nicht richtig',
    done: {
      title: 'Ihr Passwort wurde geändert',
      detail: 'Sie sind überall sonst abgemeldet, und keinem Gerät wird mehr vertraut.',
    },
  },
  phone: {
    title: 'Ihre Telefonnummer',
    lead: 'Wir senden einen Code an die neue Nummer. Die alte Nummer erfährt von der Änderung.',
    leadFirst: 'Wir senden einen Code an diese Nummer.',
    label: 'Neue Telefonnummer',
    done: {
      title: 'Ihre Telefonnummer wurde geändert',
      detail:
        'Codes kommen von jetzt an dorthin. Sie sind überall sonst abgemeldet, und keinem Gerät wird mehr vertraut.',
    },
    taken: {
      title: 'Diese Nummer steht im Profil einer anderen Person',
      detail: 'Geben Sie eine andere Nummer ein oder fragen Sie Ihre Administration.',
    },
    ended: 'Diese Änderung der Nummer ist beendet',
  },
  email: {
    title: 'Ihre E-Mail-Adresse',
    lead: 'Wir senden einen Code an die neue Adresse. Die alte Adresse erfährt von der Änderung.',
    leadFirst: 'Wir senden einen Code an diese Adresse.',
    label: 'Neue E-Mail-Adresse',
    done: {
      title: 'Ihre E-Mail-Adresse wurde geändert',
      detail:
        'Codes und Mitteilungen kommen von jetzt an dorthin. Sie sind überall sonst abgemeldet, und keinem Gerät wird mehr vertraut.',
    },
    taken: {
      title: 'Diese Adresse steht im Profil einer anderen Person',
      detail: 'Geben Sie eine andere Adresse ein oder fragen Sie Ihre Administration.',
    },
    ended: 'Diese Änderung der Adresse ist beendet',
    back: 'Zurück zur E-Mail-Adresse',
  },
  sessions: {
    title: 'Wo Sie angemeldet sind',
    here: 'Diese Sitzung',
    used: (when) => `Zuletzt benutzt: ${when}`,
    end: 'Abmelden',
    endOf: (label) => `Auf ${label} abmelden`,
    ended: 'Dort abgemeldet.',
  },
  devices: {
    title: 'Ihre Geräte',
    here: 'Dieses Gerät',
    trusted: (until) => `Vertraut bis ${until}: dort ist kein Code nötig`,
    known: 'Nicht vertraut: dort ist ein Code nötig',
    end: 'Nicht mehr vertrauen',
    endOf: (label) => `${label} nicht mehr vertrauen`,
    ended: 'Diesem Gerät wird nicht mehr vertraut.',
    none: 'Sie vertrauen keinem Gerät.',
  },
}
