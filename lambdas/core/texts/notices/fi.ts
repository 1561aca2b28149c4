import { waitIn } from '../amounts.ts'
import type { MailText } from '../language.ts'
import { type NoticeFacts, type Notices, when } from './en.ts'

const wait = (seconds = '0'): string => waitIn('fi')(Number(seconds))
const notYou = 'Jos se et ollut sinä, kerro heti ylläpitäjälle.'
const signedOut = 'Sinut on kirjattu ulos kaikkialta, eikä mikään laite ole enää luotettu.'
const codesNowGoTo = (masked: string): string => `Koodit lähetetään tästä lähtien numeroon ${masked}.`

const budget = ({ used, limit, daysLeft }: NoticeFacts, subject: string, after: string): MailText => ({
  subject,
  paragraphs: [
    ...(used !== undefined && limit !== undefined ? [`Käytetty tässä kuussa: ${used} / ${limit}.`] : []),
    ...when(daysLeft, (days) => `Tällä tahdilla se riittää vielä (päivää): ${days}.`),
    after,
  ],
})

export const fi = {
  mail: {
    new_device: ({ service, device }) => ({
      subject: `Laite on nyt luotettu palvelussa ${service}`,
      paragraphs: [
        `30 päivän ajan laitteella voi kirjautua palveluun ${service} PIN-koodillasi tai salasanallasi ilman viestillä tulevaa koodia.`,
        ...when(device, (label) => `Laite: ${label}`),
        'Voit lopettaa tämän tililläsi milloin tahansa.',
        notYou,
      ],
    }),
    wrong_pins: ({ service }) => ({
      subject: `Vääriä PIN-koodeja tililläsi palvelussa ${service}`,
      paragraphs: [
        `Joku antoi palveluun ${service} oikean koodin ja sen jälkeen vääriä PIN-koodeja.`,
        'Jos se olit sinä, kaikki on kunnossa. Jos et, joku voi lukea tekstiviestisi: kerro heti ylläpitäjälle.',
      ],
    }),
    pin_disabled: ({ service, page }) => ({
      subject: `PIN-koodisi palvelussa ${service} ei ole enää voimassa`,
      paragraphs: [
        'Se annettiin väärin liian monta kertaa, joten se poistettiin käytöstä. Valitse uusi kohdasta ”Unohditko PIN-koodin?”.',
        ...when(page, (url) => url),
        notYou,
      ],
    }),
    password_disabled: ({ service, page }) => ({
      subject: `Salasanasi palvelussa ${service} ei ole enää voimassa`,
      paragraphs: [
        'Se annettiin väärin liian monta kertaa, joten se poistettiin käytöstä. Valitse uusi kohdasta ”Unohditko salasanan?”.',
        ...when(page, (url) => url),
        notYou,
      ],
    }),
    codes_ended: ({ service, page }) => ({
      subject: `Koodit eivät enää toimi tililläsi palvelussa ${service}`,
      paragraphs: [
        'Tilillesi syötettiin liian monta väärää koodia peräkkäin, joten uutta kirjautumista ei voi aloittaa koodilla. Luotetut laitteet kirjautuvat edelleen. PIN-koodiasi ja salasanaasi ei muutettu.',
        'Näin koodit toimivat taas: kirjaudu laitteella, jolla olet kirjautunut ennenkin, valitse uusi salasana kohdasta ”Unohditko salasanan?” tai pyydä ylläpitäjää avaamaan lukituksesi. Jos olet sen jälkeen kirjautunut koodilla, kaikki on hyvin.',
        ...when(page, (url) => url),
      ],
    }),
    pin_changed: ({ service }) => ({
      subject: `PIN-koodisi palvelussa ${service} vaihdettiin`,
      paragraphs: [signedOut, notYou],
    }),
    password_changed: ({ service }) => ({
      subject: `Salasanasi palvelussa ${service} vaihdettiin`,
      paragraphs: [signedOut, notYou],
    }),
    number_changed_old: ({ service, number }) => ({
      subject: `Tilisi puhelinnumero palvelussa ${service} vaihdettiin`,
      paragraphs: [...when(number, codesNowGoTo), 'Tähänastiseen numeroon ei enää lähetetä koodeja.', notYou],
    }),
    number_changed_new: ({ service, number }) => ({
      subject: `Uusi puhelinnumero tilillesi palvelussa ${service}`,
      paragraphs: [...when(number, codesNowGoTo), notYou],
    }),
    number_corrected: ({ service, number }) => ({
      subject: `Ylläpitäjä korjasi puhelinnumerosi palvelussa ${service}`,
      paragraphs: [
        ...when(number, codesNowGoTo),
        'Sinut on kirjattu ulos kaikkialta. Seuraava kirjautuminen vaatii koodin.',
        'Jos et odottanut tätä, kysy ylläpitäjältä.',
      ],
    }),
    email_changed_old: ({ service, address }) => ({
      subject: `Tilisi sähköpostiosoite palvelussa ${service} vaihdettiin`,
      paragraphs: [
        ...when(address, (masked) => `Sähköpostit lähetetään tästä lähtien osoitteeseen ${masked}.`),
        'Tähänastiseen osoitteeseen ei enää lähetetä koodeja eikä ilmoituksia.',
        notYou,
      ],
    }),
    email_changed_new: ({ service, address }) => ({
      subject: `Uusi sähköpostiosoite tilillesi palvelussa ${service}`,
      paragraphs: [
        ...when(address, (masked) => `Sähköpostit lähetetään tästä lähtien osoitteeseen ${masked}.`),
        notYou,
      ],
    }),
    email_corrected: ({ service, address }) => ({
      subject: `Ylläpitäjä vaihtoi sähköpostiosoitteesi palvelussa ${service}`,
      paragraphs: [
        ...when(address, (masked) => `Sähköpostit lähetetään tästä lähtien osoitteeseen ${masked}.`),
        'Sinut on kirjattu ulos kaikkialta. Seuraava kirjautuminen vaatii koodin.',
        'Jos et odottanut tätä, kysy ylläpitäjältä.',
      ],
    }),
    number_used: ({ service, number }) => ({
      subject: `Puhelinnumeroa käytettiin kirjautumiseen palveluun ${service}`,
      paragraphs: [
        'Profiilissasi ei ole puhelinnumeroa, joten koodia varten annettiin numero.',
        ...when(number, (masked) => `Numero: ${masked}`),
        'Sitä ei lisätty profiiliisi. Jos se et ollut sinä, vaihda salasanasi ja kerro ylläpitäjälle.',
      ],
    }),
    invitation: ({ service, organisation, page }) => ({
      subject: `Sinut on kutsuttu palveluun ${service}`,
      paragraphs: [
        ...when(organisation, (name) => `Organisaatio, joka loi sinulle tilin: ${name}.`),
        'Aloita valitsemalla PIN tai salasana kohdasta ”Unohditko PIN-koodin?” tai ”Unohditko salasanan?”.',
        ...when(page, (url) => url),
      ],
    }),
    reset_asked: ({ service, page, ended }) => ({
      subject: `Valitse uusi PIN tai salasana palveluun ${service}`,
      paragraphs: [
        'Ylläpitäjäsi pyytää sinua valitsemaan uuden kohdasta ”Unohditko PIN-koodin?” tai ”Unohditko salasanan?”.',
        ended === undefined
          ? 'Siihen asti nykyinen toimii. Vain sinä näet koodit ja sen, mitä valitset.'
          : 'Muut saattavat tietää nykyisen: se ei enää avaa mitään, ja sinut kirjattiin ulos kaikkialta. Vain sinä näet koodit ja sen, mitä valitset.',
        ...when(page, (url) => url),
      ],
    }),
    budget_50: (facts) =>
      budget(facts, 'Puolet tekstiviestibudjetista on käytetty', 'Sinun ei tarvitse vielä tehdä mitään.'),
    budget_80: (facts) => budget(facts, '80 % tekstiviestibudjetista on käytetty', 'Korota sitä ajoissa asetuksissa.'),
    budget_100: (facts) =>
      budget(
        facts,
        'Tekstiviestibudjetti on käytetty',
        'Luotetuilla laitteilla pääsee yhä sisään. Muut saavat koodin sähköpostilla, jos sallit sen; ilman koodia ei pääse kukaan.',
      ),
    messages_paused: ({ service, why, pauseSeconds, longestSeconds, page }) => ({
      subject: 'Tekstiviestit uusille laitteille on keskeytetty',
      paragraphs: [
        why === 'wrong_codes'
          ? 'Useimmissa organisaatiosi viimeaikaisissa kirjautumisissa syötetyt koodit olivat kaikki vääriä. Siltä näyttää, kun joku arvaa.'
          : `Juuri mitään niistä koodeista, jotka ${service} on viime aikoina lähettänyt organisaatiollesi, ei syötetty. Siltä näyttää, kun joku lähetyttää koodeja ansaitakseen niillä tai kun viestit eivät tule perille.`,
        `Laitteelle, jolla ei ole ennen kirjauduttu, ei nyt lähetetä koodia tekstiviestillä (kesto: ${wait(pauseSeconds)}). Sen jälkeen lähetetään kokeeksi muutama; jos sama jatkuu, seuraava tauko on pidempi (enintään ${wait(longestSeconds)}). Tutut laitteet ja jo lähetetyt koodit toimivat edelleen.`,
        'Sinun ei tarvitse tehdä mitään: tauko päättyy itsestään. Jos tiedät, miksi koodeja pyydetään niin paljon, esimerkiksi koska monta uutta henkilöä aloittaa kerralla, katso viestit sivulta ”Tekstiviestibudjetti” ja valitse siellä ”Lähetä taas kaikille”.',
        ...when(page, (url) => url),
        'Sen jatkuessa et saa tästä enempää sähköpostia.',
      ],
    }),
  },
  sms: {
    new_device: ({ service }) => `${service}: laite on nyt luotettu 30 päivää. ${notYou}`,
    wrong_pins: ({ service }) => `${service}: oikean koodin jälkeen annettiin vääriä PINejä. ${notYou}`,
    pin_disabled: ({ service }) => `${service}: PIN annettiin väärin liian usein, eikä se enää kelpaa. Valitse uusi.`,
    codes_ended: ({ service }) =>
      `${service}: liian monta väärää koodia, joten koodeilla ei voi aloittaa uutta kirjautumista. Ylläpitäjä voi avata lukituksen.`,
    pin_changed: ({ service }) => `${service}: PIN-koodisi vaihdettiin. ${notYou}`,
    password_changed: ({ service }) => `${service}: salasanasi vaihdettiin. ${notYou}`,
    number_changed_old: ({ service }) => `${service}: tähän puhelimeen ei enää tule koodeja. ${notYou}`,
    number_changed_new: ({ service }) => `${service}: koodisi tulevat tästä lähtien tähän puhelimeen. ${notYou}`,
    number_corrected: ({ service }) =>
      `${service}: ylläpitäjä vaihtoi puhelimen, johon koodisi tulevat. Yllätys? Kysy häneltä.`,
    email_changed_new: ({ service }) => `${service}: tilisi sähköpostiosoite vaihdettiin. ${notYou}`,
    email_corrected: ({ service }) => `${service}: ylläpitäjä vaihtoi sähköpostiosoitteesi. Yllätys? Kysy häneltä.`,
    reset_asked: ({ service }) =>
      `${service}: ylläpitäjä pyytää valitsemaan uuden PIN-koodin. Kirjautumissivulla: "Unohditko PIN-koodin?"`,
    invitation: ({ service }) => `${service}: sinulla on tili. Aloita kirjautumissivulta: "Unohditko PIN-koodin?"`,
  },
} satisfies Notices
