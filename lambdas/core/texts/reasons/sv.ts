import type { Reasons } from './en.ts'

export const sv = {
  pin: {
    not_six_digits: () => 'En PIN-kod har exakt sex siffror, 0 till 9.',
    ascending: (digits) => `Den innehåller ${digits}: siffror bredvid varandra som räknar uppåt.`,
    descending: (digits) => `Den innehåller ${digits}: siffror i rad som räknar nedåt.`,
    repeated: (digits) => `Den innehåller ${digits}: samma siffra om och om igen.`,
    common: (digits) => `${digits} är ett datum, ett mönster eller en annan PIN-kod som många väljer.`,
    own_number: (digits) => `${digits} är en del av ditt eget telefonnummer.`,
    current: () => 'Det här är den PIN-kod du har nu.',
  },
  password: {
    too_short: ({ limit = 8 }) => `Ett lösenord måste ha minst ${limit} tecken.`,
    too_long: ({ limit = 256 }) => `Ett lösenord får ha högst ${limit} tecken.`,
    common: () => 'Det här lösenordet är ett av dem som man gissar först.',
    contains_name: ({ word = '' }) => `Det är knappt mer än ett namn som andra känner till: ${word}.`,
  },
} satisfies Reasons
