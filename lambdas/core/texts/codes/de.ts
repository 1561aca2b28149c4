import type { Codes } from './en.ts'
import { letterIn, textMessage } from './letter.ts'

const sms = textMessage('Geben Sie ihn nie weiter, auch nicht an uns.')

const letter = letterIn('de', {
  works: (wait) => `Er gilt einmal, ${wait} lang. Geben Sie ihn nie weiter, auch nicht an uns.`,
  spent: 'Er kommt per E-Mail, weil das SMS-Budget Ihrer Organisation aufgebraucht ist.',
})

export const de = {
  sms: {
    sign_in: (facts) => sms(facts, `${facts.code} ist Ihr Code zur Anmeldung bei ${facts.service}.`),
    two_factor: (facts) => sms(facts, `${facts.code} ist Ihr zweiter Schritt zur Anmeldung bei ${facts.service}.`),
    pin_reset: (facts) => sms(facts, `${facts.code} ist Ihr Code für eine neue PIN bei ${facts.service}.`),
    password_reset: (facts) => sms(facts, `${facts.code} ist Ihr Code für ein neues Passwort bei ${facts.service}.`),
    phone_change: (facts) =>
      sms(facts, `${facts.code} ist Ihr Code, um dieses Telefon bei ${facts.service} zu hinterlegen.`),
  },
  mail: {
    sign_in: (facts) =>
      letter(facts, {
        subject: `Ihr Code zur Anmeldung bei ${facts.service}`,
        ask: `Jemand, hoffentlich Sie, meldet sich gerade bei ${facts.service} an. Das ist der Code:`,
        otherwise: 'Wenn Sie das nicht waren, sagen Sie es Ihrer Administration. Ohne den Code kommt niemand hinein.',
      }),
    two_factor: (facts) =>
      letter(facts, {
        subject: `Ihr zweiter Schritt zur Anmeldung bei ${facts.service}`,
        ask: `Ihr Passwort für ${facts.service} wurde eingegeben. Das ist der Code für den zweiten Schritt:`,
        otherwise: 'Wenn Sie das nicht waren, kennt jemand Ihr Passwort: Ändern Sie es jetzt.',
      }),
    pin_reset: (facts) =>
      letter(facts, {
        subject: `Ihr Code für eine neue PIN bei ${facts.service}`,
        ask: `Der Code aus der SMS war richtig. Um eine neue PIN für ${facts.service} zu wählen, geben Sie auch diesen ein:`,
        otherwise:
          'Wenn Sie das nicht waren, kann jemand Ihre SMS lesen: Sagen Sie es Ihrer Administration. Ihre PIN bleibt, wie sie ist.',
      }),
    password_reset: (facts) =>
      letter(facts, {
        subject: `Ihr Code für ein neues Passwort bei ${facts.service}`,
        ask: `Sie möchten ein neues Passwort für ${facts.service} wählen. Das ist der Code:`,
        otherwise: 'Wenn Sie das nicht waren, brauchen Sie nichts zu tun. Ihr Passwort bleibt, wie es ist.',
      }),
    phone_change: (facts) =>
      letter(facts, {
        subject: `Ihr Code, um eine Telefonnummer bei ${facts.service} zu verwenden`,
        ask: `Für Ihr Konto bei ${facts.service} wurde eine Telefonnummer eingegeben. Bestätigen Sie mit diesem Code, dass Sie es waren:`,
        otherwise: 'Wenn Sie das nicht waren, kennt jemand Ihr Passwort: Ändern Sie es jetzt.',
      }),
    email_change: (facts) =>
      letter(facts, {
        subject: `Ihr Code, um eine E-Mail-Adresse bei ${facts.service} zu verwenden`,
        ask: `Diese Adresse wurde für ein Konto bei ${facts.service} eingegeben. Bestätigen Sie mit diesem Code, dass sie Ihnen gehört:`,
        otherwise: 'Wenn Sie das nicht waren, müssen Sie nichts tun. Ohne den Code wird die Adresse nicht verwendet.',
      }),
  },
} satisfies Codes
