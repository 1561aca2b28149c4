import type { Codes } from './en.ts'
import { letterIn, textMessage } from './letter.ts'

const sms = textMessage('Dela den aldrig, inte ens med oss.')

const letter = letterIn('sv', {
  works: (wait) => `Den gäller en gång, i ${wait}. Dela den aldrig med någon, inte ens med oss.`,
  spent: 'Den kommer med e-post eftersom din organisations sms-budget är slut.',
})

export const sv = {
  sms: {
    sign_in: (facts) => sms(facts, `${facts.code} är din kod för att logga in i ${facts.service}.`),
    two_factor: (facts) => sms(facts, `${facts.code} är ditt andra steg för att logga in i ${facts.service}.`),
    pin_reset: (facts) => sms(facts, `${facts.code} är din kod för att byta PIN i ${facts.service}.`),
    password_reset: (facts) => sms(facts, `${facts.code} är din kod för att byta lösenord i ${facts.service}.`),
    phone_change: (facts) => sms(facts, `${facts.code} är din kod för att lägga till telefonen i ${facts.service}.`),
  },
  mail: {
    sign_in: (facts) =>
      letter(facts, {
        subject: `Din kod för att logga in i ${facts.service}`,
        ask: `Någon, förhoppningsvis du, håller på att logga in i ${facts.service}. Det här är koden:`,
        otherwise: 'Om det inte var du, berätta det för din administratör. Utan koden kommer ingen in.',
      }),
    two_factor: (facts) =>
      letter(facts, {
        subject: `Ditt andra steg för att logga in i ${facts.service}`,
        ask: `Ditt lösenord till ${facts.service} har skrivits in. Det här är koden för det andra steget:`,
        otherwise: 'Om det inte var du känner någon till ditt lösenord: byt det nu.',
      }),
    pin_reset: (facts) =>
      letter(facts, {
        subject: `Din kod för att byta PIN-kod i ${facts.service}`,
        ask: `Koden i sms:et var rätt. För att välja en ny PIN-kod till ${facts.service} behöver du skriva även den här:`,
        otherwise:
          'Om det inte var du kan någon läsa dina sms: berätta det för din administratör. Din PIN-kod är oförändrad.',
      }),
    password_reset: (facts) =>
      letter(facts, {
        subject: `Din kod för att byta lösenord i ${facts.service}`,
        ask: `Du har bett om att välja ett nytt lösenord till ${facts.service}. Det här är koden:`,
        otherwise: 'Om det inte var du behöver du inte göra något. Ditt lösenord är oförändrat.',
      }),
    phone_change: (facts) =>
      letter(facts, {
        subject: `Din kod för att använda ett telefonnummer med ${facts.service}`,
        ask: `Ett telefonnummer har skrivits in för ditt konto i ${facts.service}. Visa med den här koden att det var du:`,
        otherwise: 'Om det inte var du känner någon till ditt lösenord: byt det nu.',
      }),
    email_change: (facts) =>
      letter(facts, {
        subject: `Din kod för att använda en e-postadress med ${facts.service}`,
        ask: `Den här adressen har skrivits in för ett konto i ${facts.service}. Visa med den här koden att den är din:`,
        otherwise: 'Om det inte var du behöver du inte göra något. Utan koden används adressen inte.',
      }),
  },
} satisfies Codes
