import type { Reasons } from './en.ts'

export const de = {
  pin: {
    not_six_digits: () => 'Eine PIN hat genau sechs Ziffern, 0 bis 9.',
    ascending: (digits) => `Sie enthält ${digits}: Ziffern nebeneinander, die aufwärts zählen.`,
    descending: (digits) => `Sie enthält ${digits}: Ziffern, die nacheinander abwärts zählen.`,
    repeated: (digits) => `Sie enthält ${digits}: immer wieder dieselbe Ziffer.`,
    common: (digits) => `${digits} ist ein Datum, ein Muster oder sonst eine PIN, die viele wählen.`,
    own_number: (digits) => `${digits} ist ein Teil Ihrer eigenen Telefonnummer.`,
    current: () => 'Das ist Ihre jetzige PIN.',
  },
  password: {
    too_short: ({ limit = 8 }) => `Ein Passwort braucht mindestens ${limit} Zeichen.`,
    too_long: ({ limit = 256 }) => `Ein Passwort darf höchstens ${limit} Zeichen haben.`,
    common: () => 'Dieses Passwort steht auf der Liste derer, die zuerst geraten werden.',
    contains_name: ({ word = '' }) => `Es ist kaum mehr als ein Name, den andere kennen: ${word}.`,
  },
} satisfies Reasons
