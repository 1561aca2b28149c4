import type { Reasons } from './en.ts'

export const fi = {
  pin: {
    not_six_digits: () => 'PIN-koodissa on tasan kuusi numeroa, 0–9.',
    ascending: (digits) => `Siinä on ${digits}: vierekkäiset numerot kasvavat yhdellä.`,
    descending: (digits) => `Siinä on ${digits}: peräkkäiset numerot pienenevät yhdellä.`,
    repeated: (digits) => `Siinä on ${digits}: sama numero toistuu.`,
    common: (digits) => `${digits} on päivämäärä, kuvio tai muu PIN, jonka moni valitsee.`,
    own_number: (digits) => `${digits} on osa omaa puhelinnumeroasi.`,
    current: () => 'Tämä on nykyinen PIN-koodisi.',
  },
  password: {
    too_short: ({ limit = 8 }) => `Salasanassa on oltava vähintään ${limit} merkkiä.`,
    too_long: ({ limit = 256 }) => `Salasanassa saa olla enintään ${limit} merkkiä.`,
    common: () => 'Tämä salasana on niiden listalla, joita arvataan ensimmäisenä.',
    contains_name: ({ word = '' }) => `Siinä on tuskin muuta kuin muiden tuntema nimi: ${word}.`,
  },
} satisfies Reasons
