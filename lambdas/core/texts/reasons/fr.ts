import type { Reasons } from './en.ts'

export const fr = {
  pin: {
    not_six_digits: () => 'Un code PIN a exactement six chiffres, de 0 à 9.',
    ascending: (digits) => `Il contient ${digits} : des chiffres voisins qui se suivent en montant.`,
    descending: (digits) => `Il contient ${digits} : des chiffres qui se suivent en descendant.`,
    repeated: (digits) => `Il contient ${digits} : toujours le même chiffre.`,
    common: (digits) => `${digits} est une date, un motif ou un code PIN que beaucoup choisissent.`,
    own_number: (digits) => `${digits} fait partie de votre propre numéro de téléphone.`,
    current: () => "C'est votre code PIN actuel.",
  },
  password: {
    too_short: ({ limit = 8 }) => `Un mot de passe doit avoir au moins ${limit} caractères.`,
    too_long: ({ limit = 256 }) => `Un mot de passe peut avoir au plus ${limit} caractères.`,
    common: () => "Ce mot de passe figure parmi ceux que l'on essaie en premier.",
    contains_name: ({ word = '' }) => `Il n'est guère plus qu'un nom connu des autres : ${word}.`,
  },
} satisfies Reasons
