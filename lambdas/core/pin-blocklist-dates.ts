// Why not every date in every order: all six-digit spellings of all days would refuse 42,588 of the 574,608 PINs the run
// rule leaves. In public lists of leaked passwords practically every day-month-year from 1957 to 2008 occurs, about two in
// three of month-day-year around 1975 to 1985, and hardly any year-month-day, a spelling whose home countries those lists
// barely cover. A month and a whole year (091985, 198509) occurs nearly always. The windows below keep what people choose:
// about 13,000 PINs, a little over 2 % of the space.
const dayMonthYear: Years = { from: 1960, to: 2005 }
const monthDayYear: Years = { from: 1975, to: 1985 }
const yearMonthDay: Years = { from: 1980, to: 1985 }
const monthAndWholeYear: Years = { from: 1960, to: 2009 }

type Years = { readonly from: number; readonly to: number }

const daysInMonth: readonly number[] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isDay = (day: number, month: number): boolean => day >= 1 && day <= (daysInMonth[month - 1] ?? 0)

const isMonthOf = (month: number, year: number): boolean =>
  month >= 1 && month <= 12 && year >= monthAndWholeYear.from && year <= monthAndWholeYear.to

const within = (twoDigits: number, { from, to }: Years): boolean =>
  (twoDigits + 1900 >= from && twoDigits + 1900 <= to) || (twoDigits + 2000 >= from && twoDigits + 2000 <= to)

/** Whether six digits spell a day people are likely to choose (a birthday, an anniversary), in one of three orders, or a month with its whole year. */
export const isLikelyDate = (pin: string): boolean => {
  const [a, b, c] = [Number(pin.slice(0, 2)), Number(pin.slice(2, 4)), Number(pin.slice(4, 6))]
  return (
    (isDay(a, b) && within(c, dayMonthYear)) ||
    (isDay(b, a) && within(c, monthDayYear)) ||
    (isDay(c, b) && within(a, yearMonthDay)) ||
    isMonthOf(a, b * 100 + c) ||
    isMonthOf(c, a * 100 + b)
  )
}
