import type { Codes } from './en.ts'
import { letterIn, textMessage } from './letter.ts'

const sms = textMessage('Älä kerro sitä kenellekään, älä edes meille.')

const letter = letterIn('fi', {
  works: (wait) => `Se käy kerran, ja sen voimassaoloaika on ${wait}. Älä kerro sitä kenellekään, älä edes meille.`,
  spent: 'Se tulee sähköpostilla, koska organisaatiosi tekstiviestibudjetti on käytetty.',
})

export const fi = {
  sms: {
    sign_in: (facts) => sms(facts, `${facts.code} on kirjautumiskoodisi palveluun ${facts.service}.`),
    two_factor: (facts) => sms(facts, `${facts.code} on toisen vaiheen koodisi palveluun ${facts.service}.`),
    pin_reset: (facts) => sms(facts, `${facts.code} on koodi, jolla vaihdat PINin palvelussa ${facts.service}.`),
    password_reset: (facts) =>
      sms(facts, `${facts.code} on koodi, jolla vaihdat salasanan palvelussa ${facts.service}.`),
    phone_change: (facts) => sms(facts, `${facts.code} on koodi, jolla lisäät puhelimen palveluun ${facts.service}.`),
  },
  mail: {
    sign_in: (facts) =>
      letter(facts, {
        subject: `Kirjautumiskoodisi palveluun ${facts.service}`,
        ask: `Joku, toivottavasti sinä, on kirjautumassa palveluun ${facts.service}. Tässä on koodi:`,
        otherwise: 'Jos se et ollut sinä, kerro ylläpitäjälle. Ilman koodia kukaan ei pääse sisään.',
      }),
    two_factor: (facts) =>
      letter(facts, {
        subject: `Kirjautumisen toinen vaihe palveluun ${facts.service}`,
        ask: `Salasanasi palveluun ${facts.service} annettiin. Tässä on toisen vaiheen koodi:`,
        otherwise: 'Jos se et ollut sinä, joku tietää salasanasi: vaihda se heti.',
      }),
    pin_reset: (facts) =>
      letter(facts, {
        subject: `Koodi PINin vaihtamiseen palvelussa ${facts.service}`,
        ask: `Tekstiviestin koodi oli oikea. Valitaksesi uuden PIN-koodin palveluun ${facts.service} anna myös tämä koodi:`,
        otherwise:
          'Jos se et ollut sinä, joku voi lukea tekstiviestisi: kerro ylläpitäjälle. PIN-koodisi pysyy ennallaan.',
      }),
    password_reset: (facts) =>
      letter(facts, {
        subject: `Koodi salasanan vaihtamiseen palvelussa ${facts.service}`,
        ask: `Pyysit vaihtaa salasanasi palveluun ${facts.service}. Tässä on koodi:`,
        otherwise: 'Jos se et ollut sinä, sinun ei tarvitse tehdä mitään. Salasanasi pysyy ennallaan.',
      }),
    phone_change: (facts) =>
      letter(facts, {
        subject: `Koodi puhelinnumeron käyttämiseen palvelussa ${facts.service}`,
        ask: `Tilillesi palvelussa ${facts.service} annettiin puhelinnumero. Vahvista tällä koodilla, että se olit sinä:`,
        otherwise: 'Jos se et ollut sinä, joku tietää salasanasi: vaihda se heti.',
      }),
    email_change: (facts) =>
      letter(facts, {
        subject: `Koodi sähköpostiosoitteen käyttämiseen palvelussa ${facts.service}`,
        ask: `Tämä osoite annettiin tilille palvelussa ${facts.service}. Vahvista tällä koodilla, että se on sinun:`,
        otherwise: 'Jos se et ollut sinä, sinun ei tarvitse tehdä mitään. Ilman koodia osoitetta ei käytetä.',
      }),
  },
} satisfies Codes
