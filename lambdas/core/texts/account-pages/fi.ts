import type { AccountTexts } from './en.ts'

export const fi: AccountTexts = {
  title: 'Oma tilisi',
  greeting: (name) => `Hei, ${name}`,
  signOut: 'Kirjaudu ulos',
  signedOut: 'Olet kirjautunut ulos.',
  organisation: 'Organisaatio',
  account: 'Oma tili',
  change: 'Muuta',
  add: 'Lisää',
  save: 'Tallenna',
  back: 'Takaisin omaan tiliin',
  saved: 'Tallennettu',
  none: 'Ei ole',
  warning: {
    title: 'Profiilissasi ei ole puhelinnumeroa',
    detail: 'Lisää numero, jotta koodit tavoittavat sinut tekstiviestillä.',
  },
  profile: {
    title: 'Profiili',
    name: 'Nimi',
    nameMissing: 'Anna nimesi.',
    locale: 'Viestien kieli',
    email: 'Sähköpostiosoite',
    phone: 'Puhelinnumero',
    pin: 'PIN-koodi',
    password: 'Salasana',
    set: 'Valittu',
    notSet: 'Ei valittu',
  },
  pin: {
    title: 'Vaihda PIN-koodi',
    current: 'Nykyinen PIN-koodi',
    done: {
      title: 'PIN-koodisi on vaihdettu',
      detail: 'Sinut on kirjattu ulos kaikkialta muualta, eikä mihinkään laitteeseen enää luoteta.',
    },
  },
  password: {
    title: 'Vaihda salasana',
    current: 'Nykyinen salasana',
    wrong: 'Salasana on väärä',
    done: {
      title: 'Salasanasi on vaihdettu',
      detail: 'Sinut on kirjattu ulos kaikkialta muualta, eikä mihinkään laitteeseen enää luoteta.',
    },
  },
  phone: {
    title: 'Puhelinnumerosi',
    lead: 'Lähetämme koodin uuteen numeroon. Vanhaan numeroon kerrotaan muutoksesta.',
    leadFirst: 'Lähetämme koodin tähän numeroon.',
    label: 'Uusi puhelinnumero',
    done: {
      title: 'Puhelinnumerosi on vaihdettu',
      detail:
        'Koodit lähetetään tästä lähtien siihen. Sinut on kirjattu ulos kaikkialta muualta, eikä mihinkään laitteeseen enää luoteta.',
    },
    taken: {
      title: 'Tämä numero on jonkun toisen profiilissa',
      detail: 'Anna toinen numero tai kysy ylläpitäjältäsi.',
    },
    ended: 'Tämä numeron vaihto on päättynyt',
  },
  email: {
    title: 'Sähköpostiosoitteesi',
    lead: 'Lähetämme koodin uuteen osoitteeseen. Vanhaan osoitteeseen kerrotaan muutoksesta.',
    leadFirst: 'Lähetämme koodin tähän osoitteeseen.',
    label: 'Uusi sähköpostiosoite',
    done: {
      title: 'Sähköpostiosoitteesi on vaihdettu',
      detail:
        'Koodit ja ilmoitukset lähetetään tästä lähtien siihen. Sinut on kirjattu ulos kaikkialta muualta, eikä mihinkään laitteeseen enää luoteta.',
    },
    taken: {
      title: 'Tämä osoite on jonkun toisen profiilissa',
      detail: 'Anna toinen osoite tai kysy ylläpitäjältäsi.',
    },
    ended: 'Tämä osoitteen vaihto on päättynyt',
    back: 'Takaisin sähköpostiosoitteeseen',
  },
  sessions: {
    title: 'Missä olet kirjautuneena',
    here: 'Tämä istunto',
    used: (when) => `Viimeksi käytetty ${when}`,
    end: 'Kirjaudu ulos',
    endOf: (label) => `Kirjaudu ulos: ${label}`,
    ended: 'Sieltä on kirjauduttu ulos.',
  },
  devices: {
    title: 'Laitteesi',
    here: 'Tämä laite',
    trusted: (until) => `Luotettu ${until} asti: siellä ei tarvita koodia`,
    known: 'Ei luotettu: siellä tarvitaan koodi',
    end: 'Lopeta luottamus',
    endOf: (label) => `Lopeta luottamus: ${label}`,
    ended: 'Tähän laitteeseen ei enää luoteta.',
    none: 'Et luota mihinkään laitteeseen.',
  },
}
