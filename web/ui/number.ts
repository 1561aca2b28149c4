import { site } from './site.ts'

// How the countries most sent to write what follows their calling code; everywhere else in threes, as the ITU advises.
const groupings: Readonly<Record<string, RegExp>> = {
  '1': /^(\d{3})(\d{3})(\d{4})$/,
  '44': /^(\d{4})(\d{6})$/,
}

/** A number in E.164 as people read it, in groups. What is masked or no number stays as it is. */
export const readable = (e164: string): string => {
  const calling = site.countries
    .map((country) => country.calling)
    .toSorted((a, b) => b.length - a.length)
    .find((code) => e164.startsWith(`+${code}`))
  if (calling === undefined || !/^\+\d+$/.test(e164)) return e164
  const rest = e164.slice(calling.length + 1)
  const groups = groupings[calling]?.exec(rest)?.slice(1) ?? rest.match(/\d{3}(?=\d{2})|\d+$/g) ?? [rest]
  // Never broken over two lines.
  return [`+${calling}`, ...groups].join('\u00a0')
}
