import { waitIn } from '../amounts.ts'
import type { MailText } from '../language.ts'
import { type NoticeFacts, type Notices, when } from './en.ts'

const wait = (seconds = '0'): string => waitIn('de')(Number(seconds))
const notYou = 'Wenn Sie das nicht waren, sagen Sie es sofort Ihrer Administration.'
const signedOut = 'Sie wurden überall abgemeldet, und kein Gerät ist mehr vertraut.'
const codesNowGoTo = (masked: string): string => `Codes gehen ab jetzt an ${masked}.`

const budget = ({ used, limit, daysLeft }: NoticeFacts, subject: string, after: string): MailText => ({
  subject,
  paragraphs: [
    ...(used !== undefined && limit !== undefined ? [`Diesen Monat verbraucht: ${used} von ${limit}.`] : []),
    ...when(daysLeft, (days) => `Geht es so weiter, reicht es noch ${days} Tage.`),
    after,
  ],
})

export const de = {
  mail: {
    new_device: ({ service, device }) => ({
      subject: `Ein Gerät ist jetzt bei ${service} vertraut`,
      paragraphs: [
        `30 Tage lang kann sich ein Gerät mit Ihrer PIN oder Ihrem Passwort und ohne Code bei ${service} anmelden.`,
        ...when(device, (label) => `Gerät: ${label}`),
        'Sie können das jederzeit in Ihrem Konto beenden.',
        notYou,
      ],
    }),
    wrong_pins: ({ service }) => ({
      subject: `Falsche PINs für Ihr Konto bei ${service}`,
      paragraphs: [
        `Jemand hat den richtigen Code für ${service} eingegeben und danach falsche PINs.`,
        'Wenn Sie das waren, ist alles gut. Wenn nicht, kann jemand Ihre SMS lesen: Sagen Sie es sofort Ihrer Administration.',
      ],
    }),
    pin_disabled: ({ service, page }) => ({
      subject: `Ihre PIN bei ${service} gilt nicht mehr`,
      paragraphs: [
        'Sie wurde zu oft falsch eingegeben und darum abgeschaltet. Wählen Sie mit „PIN vergessen?“ eine neue.',
        ...when(page, (url) => url),
        notYou,
      ],
    }),
    password_disabled: ({ service, page }) => ({
      subject: `Ihr Passwort bei ${service} gilt nicht mehr`,
      paragraphs: [
        'Es wurde zu oft falsch eingegeben und darum abgeschaltet. Wählen Sie mit „Passwort vergessen?“ ein neues.',
        ...when(page, (url) => url),
        notYou,
      ],
    }),
    codes_ended: ({ service, page }) => ({
      subject: `Codes für Ihr Konto bei ${service} gelten nicht mehr`,
      paragraphs: [
        'Für Ihr Konto wurden zu viele falsche Codes nacheinander eingegeben, darum kann keine neue Anmeldung mit einem Code beginnen. Vertraute Geräte melden sich weiter an. PIN und Passwort wurden nicht geändert.',
        'So gelten Codes wieder: Melden Sie sich auf einem Gerät an, auf dem Sie schon angemeldet waren, wählen Sie mit „Passwort vergessen?“ ein neues Passwort, oder bitten Sie Ihre Administration, Sie zu entsperren. Wenn Sie sich seither mit einem Code angemeldet haben, ist alles gut.',
        ...when(page, (url) => url),
      ],
    }),
    pin_changed: ({ service }) => ({
      subject: `Ihre PIN bei ${service} wurde geändert`,
      paragraphs: [signedOut, notYou],
    }),
    password_changed: ({ service }) => ({
      subject: `Ihr Passwort bei ${service} wurde geändert`,
      paragraphs: [signedOut, notYou],
    }),
    number_changed_old: ({ service, number }) => ({
      subject: `Die Telefonnummer Ihres Kontos bei ${service} wurde geändert`,
      paragraphs: [...when(number, codesNowGoTo), 'Die bisherige Nummer erhält keine Codes mehr.', notYou],
    }),
    number_changed_new: ({ service, number }) => ({
      subject: `Eine neue Telefonnummer für Ihr Konto bei ${service}`,
      paragraphs: [...when(number, codesNowGoTo), notYou],
    }),
    number_corrected: ({ service, number }) => ({
      subject: `Ihre Administration hat Ihre Telefonnummer bei ${service} berichtigt`,
      paragraphs: [
        ...when(number, codesNowGoTo),
        'Sie wurden überall abgemeldet. Die nächste Anmeldung braucht einen Code.',
        'Wenn Sie das nicht erwartet haben, fragen Sie Ihre Administration.',
      ],
    }),
    email_changed_old: ({ service, address }) => ({
      subject: `Die E-Mail-Adresse Ihres Kontos bei ${service} wurde geändert`,
      paragraphs: [
        ...when(address, (masked) => `E-Mails gehen ab jetzt an ${masked}.`),
        'Die bisherige Adresse erhält keine Codes und Mitteilungen mehr.',
        notYou,
      ],
    }),
    email_changed_new: ({ service, address }) => ({
      subject: `Eine neue E-Mail-Adresse für Ihr Konto bei ${service}`,
      paragraphs: [...when(address, (masked) => `E-Mails gehen ab jetzt an ${masked}.`), notYou],
    }),
    email_corrected: ({ service, address }) => ({
      subject: `Ihre Administration hat Ihre E-Mail-Adresse bei ${service} geändert`,
      paragraphs: [
        ...when(address, (masked) => `E-Mails gehen ab jetzt an ${masked}.`),
        'Sie wurden überall abgemeldet. Die nächste Anmeldung braucht einen Code.',
        'Wenn Sie das nicht erwartet haben, fragen Sie Ihre Administration.',
      ],
    }),
    number_used: ({ service, number }) => ({
      subject: `Eine Telefonnummer wurde zur Anmeldung bei ${service} benutzt`,
      paragraphs: [
        'In Ihrem Profil steht keine Telefonnummer, darum wurde eine für den Code eingegeben.',
        ...when(number, (masked) => `Nummer: ${masked}`),
        'Sie kam nicht ins Profil. Wenn Sie das nicht waren, ändern Sie Ihr Passwort und sagen Sie es Ihrer Administration.',
      ],
    }),
    invitation: ({ service, organisation, page }) => ({
      subject: `Sie sind zu ${service} eingeladen`,
      paragraphs: [
        ...when(organisation, (name) => `${name} hat Ihnen ein Konto angelegt.`),
        'Wählen Sie zuerst mit „PIN vergessen?“ oder „Passwort vergessen?“ Ihre PIN oder Ihr Passwort.',
        ...when(page, (url) => url),
      ],
    }),
    reset_asked: ({ service, page, ended }) => ({
      subject: `Wählen Sie eine neue PIN oder ein neues Passwort für ${service}`,
      paragraphs: [
        'Ihre Administration bittet Sie, mit „PIN vergessen?“ oder „Passwort vergessen?“ etwas Neues zu wählen.',
        ended === undefined
          ? 'Bis dahin gilt, was Sie haben. Nur Sie sehen die Codes und was Sie wählen.'
          : 'Was Sie haben, kennen womöglich andere: Es öffnet nichts mehr, und Sie wurden überall abgemeldet. Nur Sie sehen die Codes und was Sie wählen.',
        ...when(page, (url) => url),
      ],
    }),
    budget_50: (facts) => budget(facts, 'Das SMS-Budget ist zur Hälfte verbraucht', 'Noch müssen Sie nichts tun.'),
    budget_80: (facts) =>
      budget(facts, 'Das SMS-Budget ist zu 80 % verbraucht', 'Erhöhen Sie es rechtzeitig in den Einstellungen.'),
    budget_100: (facts) =>
      budget(
        facts,
        'Das SMS-Budget ist aufgebraucht',
        'Vertraute Geräte melden sich weiter an. Andere erhalten ihren Code per E-Mail, wenn Sie das erlauben; ohne Code kommt niemand hinein.',
      ),
    messages_paused: ({ service, why, pauseSeconds, longestSeconds, page }) => ({
      subject: 'SMS an neue Geräte sind angehalten',
      paragraphs: [
        why === 'wrong_codes'
          ? 'Bei den meisten letzten Anmeldungen Ihrer Organisation mit eingegebenem Code war keiner richtig. So sieht es aus, wenn jemand rät.'
          : `Kaum einer der Codes, die ${service} zuletzt für Ihre Organisation gesendet hat, wurde eingegeben. So sieht es aus, wenn jemand sich Codes senden lässt, um daran zu verdienen, oder wenn SMS nicht ankommen.`,
        `Wer ein Gerät benutzt, auf dem er sich noch nie angemeldet hat, erhält vorerst keinen Code per SMS (Dauer: ${wait(pauseSeconds)}). Danach werden zur Probe einige gesendet; geht es so weiter, ist die nächste Pause länger (höchstens ${wait(longestSeconds)}). Bekannte Geräte und schon gesendete Codes funktionieren weiter.`,
        'Sie müssen nichts tun: Es endet von selbst. Wenn Sie wissen, warum so viele Codes verlangt werden, etwa weil viele neue Personen anfangen, sehen Sie sich die Nachrichten auf der Seite „SMS-Budget“ an und wählen Sie dort „Wieder an alle senden“.',
        ...when(page, (url) => url),
        'Solange es andauert, erhalten Sie dazu keine weitere E-Mail.',
      ],
    }),
  },
  sms: {
    new_device: ({ service }) => `${service}: Ein Gerät ist jetzt 30 Tage vertraut. ${notYou}`,
    wrong_pins: ({ service }) => `${service}: Nach einem richtigen Code kamen falsche PINs. ${notYou}`,
    pin_disabled: ({ service }) =>
      `${service}: Ihre PIN war zu oft falsch und gilt nicht mehr. Bitte wählen Sie eine neue.`,
    codes_ended: ({ service }) =>
      `${service}: Zu viele falsche Codes, darum gelten Codes für neue Anmeldungen nicht mehr. Ihre Administration kann Sie entsperren.`,
    pin_changed: ({ service }) => `${service}: Ihre PIN wurde geändert. ${notYou}`,
    password_changed: ({ service }) => `${service}: Ihr Passwort wurde geändert. ${notYou}`,
    number_changed_old: ({ service }) => `${service}: Dieses Telefon erhält keine Codes mehr. ${notYou}`,
    number_changed_new: ({ service }) => `${service}: Dieses Telefon erhält ab jetzt Ihre Codes. ${notYou}`,
    number_corrected: ({ service }) =>
      `${service}: Ihre Administration hat das Telefon für Ihre Codes geändert. Unerwartet? Fragen Sie nach.`,
    email_changed_new: ({ service }) => `${service}: Die E-Mail-Adresse Ihres Kontos wurde geändert. ${notYou}`,
    email_corrected: ({ service }) =>
      `${service}: Ihre Administration hat Ihre E-Mail-Adresse geändert. Unerwartet? Fragen Sie nach.`,
    reset_asked: ({ service }) =>
      `${service}: Ihre Administration bittet um eine neue PIN. Auf der Anmeldeseite: "PIN vergessen?"`,
    invitation: ({ service }) =>
      `${service}: Sie haben ein Konto. Beginnen Sie auf der Anmeldeseite mit "PIN vergessen?".`,
  },
} satisfies Notices
