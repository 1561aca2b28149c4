import type { Reasons } from './en.ts'

export const es = {
  pin: {
    not_six_digits: () => 'Un PIN tiene exactamente seis cifras, del 0 al 9.',
    ascending: (digits) => `Contiene ${digits}: cifras seguidas que suben de una en una.`,
    descending: (digits) => `Contiene ${digits}: cifras seguidas que bajan de una en una.`,
    repeated: (digits) => `Contiene ${digits}: la misma cifra una y otra vez.`,
    common: (digits) => `${digits} es una fecha, un patrón u otro PIN que eligen muchas personas.`,
    own_number: (digits) => `${digits} es parte de su propio número de teléfono.`,
    current: () => 'Este es el PIN que tiene ahora.',
  },
  password: {
    too_short: ({ limit = 8 }) => `Una contraseña necesita al menos ${limit} caracteres.`,
    too_long: ({ limit = 256 }) => `Una contraseña puede tener como máximo ${limit} caracteres.`,
    common: () => 'Esta contraseña está en la lista de las que se prueban primero.',
    contains_name: ({ word = '' }) => `Es poco más que un nombre que otros conocen: ${word}.`,
  },
} satisfies Reasons
