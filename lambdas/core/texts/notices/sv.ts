import { waitIn } from '../amounts.ts'
import type { MailText } from '../language.ts'
import { type NoticeFacts, type Notices, when } from './en.ts'

const wait = (seconds = '0'): string => waitIn('sv')(Number(seconds))
const notYou = 'Om det inte var du, berätta det genast för din administratör.'
const signedOut = 'Du har loggats ut överallt, och ingen enhet är längre betrodd.'
const codesNowGoTo = (masked: string): string => `Koder går från och med nu till ${masked}.`

const budget = ({ used, limit, daysLeft }: NoticeFacts, subject: string, after: string): MailText => ({
  subject,
  paragraphs: [
    ...(used !== undefined && limit !== undefined ? [`Använt den här månaden: ${used} av ${limit}.`] : []),
    ...when(daysLeft, (days) => `I den här takten räcker den i ${days} dagar till.`),
    after,
  ],
})

export const sv = {
  mail: {
    new_device: ({ service, device }) => ({
      subject: `En enhet är nu betrodd i ${service}`,
      paragraphs: [
        `I 30 dagar kan en enhet logga in i ${service} med din PIN-kod eller ditt lösenord och utan annan kod.`,
        ...when(device, (label) => `Enhet: ${label}`),
        'Du kan avsluta det i ditt konto när du vill.',
        notYou,
      ],
    }),
    wrong_pins: ({ service }) => ({
      subject: `Felaktiga PIN-koder för ditt konto i ${service}`,
      paragraphs: [
        `Någon skrev rätt kod för ${service} och sedan felaktiga PIN-koder.`,
        'Om det var du är allt bra. Om inte, kan någon läsa dina sms: berätta det genast för din administratör.',
      ],
    }),
    pin_disabled: ({ service, page }) => ({
      subject: `Din PIN-kod i ${service} gäller inte längre`,
      paragraphs: [
        'Den skrevs fel för många gånger och stängdes därför av. Välj en ny med ”Glömt PIN-koden?”.',
        ...when(page, (url) => url),
        notYou,
      ],
    }),
    password_disabled: ({ service, page }) => ({
      subject: `Ditt lösenord i ${service} gäller inte längre`,
      paragraphs: [
        'Det skrevs fel för många gånger och stängdes därför av. Välj ett nytt med ”Glömt lösenordet?”.',
        ...when(page, (url) => url),
        notYou,
      ],
    }),
    codes_ended: ({ service, page }) => ({
      subject: `Koder till ditt konto hos ${service} fungerar inte längre`,
      paragraphs: [
        'För många fel koder i rad har angetts för ditt konto, så ingen ny inloggning kan börja med en kod. Betrodda enheter loggar in som förut. Din PIN-kod och ditt lösenord har inte ändrats.',
        'Så fungerar koder igen: logga in på en enhet där du har loggat in förut, välj ett nytt lösenord med ”Glömt lösenordet?”, eller be din administratör låsa upp dig. Om du har loggat in med en kod sedan dess är allt bra.',
        ...when(page, (url) => url),
      ],
    }),
    pin_changed: ({ service }) => ({ subject: `Din PIN-kod i ${service} har bytts`, paragraphs: [signedOut, notYou] }),
    password_changed: ({ service }) => ({
      subject: `Ditt lösenord i ${service} har bytts`,
      paragraphs: [signedOut, notYou],
    }),
    number_changed_old: ({ service, number }) => ({
      subject: `Telefonnumret för ditt konto i ${service} har bytts`,
      paragraphs: [...when(number, codesNowGoTo), 'Det nummer du hade hittills får inga koder längre.', notYou],
    }),
    number_changed_new: ({ service, number }) => ({
      subject: `Ett nytt telefonnummer för ditt konto i ${service}`,
      paragraphs: [...when(number, codesNowGoTo), notYou],
    }),
    number_corrected: ({ service, number }) => ({
      subject: `Din administratör har rättat ditt telefonnummer i ${service}`,
      paragraphs: [
        ...when(number, codesNowGoTo),
        'Du har loggats ut överallt. Nästa inloggning kräver en kod.',
        'Om du inte väntade dig detta, fråga din administratör.',
      ],
    }),
    email_changed_old: ({ service, address }) => ({
      subject: `E-postadressen för ditt konto i ${service} har bytts`,
      paragraphs: [
        ...when(address, (masked) => `E-post går från och med nu till ${masked}.`),
        'Den adress du hade hittills får inga koder eller meddelanden längre.',
        notYou,
      ],
    }),
    email_changed_new: ({ service, address }) => ({
      subject: `En ny e-postadress för ditt konto i ${service}`,
      paragraphs: [...when(address, (masked) => `E-post går från och med nu till ${masked}.`), notYou],
    }),
    email_corrected: ({ service, address }) => ({
      subject: `Din administratör har bytt din e-postadress i ${service}`,
      paragraphs: [
        ...when(address, (masked) => `E-post går från och med nu till ${masked}.`),
        'Du har loggats ut överallt. Nästa inloggning kräver en kod.',
        'Om du inte väntade dig detta, fråga din administratör.',
      ],
    }),
    number_used: ({ service, number }) => ({
      subject: `Ett telefonnummer har använts för att logga in i ${service}`,
      paragraphs: [
        'Din profil har inget telefonnummer, så ett nummer skrevs in för koden.',
        ...when(number, (masked) => `Nummer: ${masked}`),
        'Det lades inte till i din profil. Om det inte var du, byt lösenord och berätta det för din administratör.',
      ],
    }),
    invitation: ({ service, organisation, page }) => ({
      subject: `Du är inbjuden till ${service}`,
      paragraphs: [
        ...when(organisation, (name) => `${name} har skapat ett konto åt dig.`),
        'Börja med att välja PIN-kod eller lösenord med ”Glömt PIN-koden?” eller ”Glömt lösenordet?”.',
        ...when(page, (url) => url),
      ],
    }),
    reset_asked: ({ service, page, ended }) => ({
      subject: `Välj en ny PIN-kod eller ett nytt lösenord till ${service}`,
      paragraphs: [
        'Din administratör ber dig välja en ny med ”Glömt PIN-koden?” eller ”Glömt lösenordet?”.',
        ended === undefined
          ? 'Till dess gäller den du har. Bara du ser koderna och vad du väljer.'
          : 'Andra kan känna till den du har: den öppnar inget längre, och du har loggats ut överallt. Bara du ser koderna och vad du väljer.',
        ...when(page, (url) => url),
      ],
    }),
    budget_50: (facts) => budget(facts, 'Halva sms-budgeten är använd', 'Du behöver inte göra något än.'),
    budget_80: (facts) => budget(facts, '80 % av sms-budgeten är använda', 'Höj den i god tid i inställningarna.'),
    budget_100: (facts) =>
      budget(
        facts,
        'Sms-budgeten är slut',
        'Betrodda enheter loggar in som förut. Andra får sin kod med e-post, om du tillåter det; utan kod kommer ingen in.',
      ),
    messages_paused: ({ service, why, pauseSeconds, longestSeconds, page }) => ({
      subject: 'Sms till nya enheter är pausade',
      paragraphs: [
        why === 'wrong_codes'
          ? 'I de flesta av din organisations inloggningar där en kod angetts på sistone var ingen kod rätt. Så ser det ut när någon gissar.'
          : `Nästan inga av de koder som ${service} har skickat för din organisation på sistone har angetts. Så ser det ut när någon låter skicka koder för att tjäna pengar på det, eller när meddelanden inte kommer fram.`,
        `På en enhet som ingen har loggat in på förut skickas ingen kod med sms för tillfället (så länge: ${wait(pauseSeconds)}). Sedan skickas några få på prov; om det fortsätter blir nästa paus längre (högst ${wait(longestSeconds)}). Kända enheter och koder som redan har skickats fungerar som vanligt.`,
        'Du behöver inte göra något: pausen upphör av sig själv. Om du vet varför så många koder begärs, till exempel för att många nya personer börjar samtidigt, titta på meddelandena på sidan ”Sms-budget” och välj ”Skicka till alla igen” där.',
        ...when(page, (url) => url),
        'Så länge det pågår får du inga fler mejl om det.',
      ],
    }),
  },
  sms: {
    new_device: ({ service }) => `${service}: en enhet är nu betrodd i 30 dagar. ${notYou}`,
    wrong_pins: ({ service }) => `${service}: efter en riktig kod kom felaktiga PIN-koder. ${notYou}`,
    pin_disabled: ({ service }) =>
      `${service}: din PIN-kod var fel för många gånger och gäller inte längre. Välj en ny.`,
    codes_ended: ({ service }) =>
      `${service}: för många fel koder, så koder fungerar inte för nya inloggningar. Din administratör kan låsa upp dig.`,
    pin_changed: ({ service }) => `${service}: din PIN-kod har bytts. ${notYou}`,
    password_changed: ({ service }) => `${service}: ditt lösenord har bytts. ${notYou}`,
    number_changed_old: ({ service }) => `${service}: den här telefonen får inga koder längre. ${notYou}`,
    number_changed_new: ({ service }) => `${service}: den här telefonen får dina koder från och med nu. ${notYou}`,
    number_corrected: ({ service }) =>
      `${service}: din administratör har bytt telefonen för dina koder. Väntade du dig inte det? Fråga.`,
    email_changed_new: ({ service }) => `${service}: e-postadressen för ditt konto har bytts. ${notYou}`,
    email_corrected: ({ service }) =>
      `${service}: din administratör har bytt din e-postadress. Väntade du dig inte det? Fråga.`,
    reset_asked: ({ service }) =>
      `${service}: din administratör ber dig välja en ny PIN-kod. På inloggningssidan: "Glömt PIN-koden?"`,
    invitation: ({ service }) => `${service}: du har ett konto. Börja på inloggningssidan med "Glömt PIN-koden?".`,
  },
} satisfies Notices
