import { el, svg } from '../ui/element.ts'
import { fitted } from '../ui/fitted.ts'
import { day, shortDay } from '../ui/moment.ts'

export type Bar = { readonly day: string; readonly amount: number; readonly label: string }

type Frame = { readonly left: number; readonly width: number; readonly top: number; readonly foot: number }

const height = 200

/** The next amount above that people count in: 1, 2 or 5 of something. */
export const roundUp = (most: number): number => {
  if (most <= 0) return 1
  const unit = 10 ** Math.floor(Math.log10(most))
  return ([1, 2, 5, 10].find((step) => step * unit >= most * (1 - 1e-9)) ?? 10) * unit
}

const barOf = (
  { day: date, amount, label }: Bar,
  index: number,
  each: number,
  { left, foot, top }: Frame,
  most: number,
) => {
  const tall = amount > 0 ? Math.max(2, (amount / most) * (foot - top)) : 0
  const place = {
    x: left + (index + 0.15) * each,
    y: foot - tall,
    width: each * 0.7,
    height: tall,
    rx: Math.min(3, each / 5),
  }
  return svg('rect', { ...place, class: 'bar-drawn' }, svg('title', {}, `${day(date)}: ${label}`))
}

const scale = ({ left, width, top, foot }: Frame, most: number, amountOf: (amount: number) => string) =>
  [0, 0.5, 1].flatMap((share) => {
    const y = foot - share * (foot - top)
    return [
      svg('line', { x1: left, x2: left + width, y1: y, y2: y, class: share === 0 ? 'axis' : 'grid-line' }),
      svg('text', { x: left - 8, y: y + 4, class: 'tick-text last' }, amountOf(share * most)),
    ]
  })

// As many days are named as there is room for, counted back from the last one.
const days = (bars: readonly Bar[], each: number, { left, foot }: Frame) => {
  const every = Math.max(1, Math.ceil(64 / each))
  return bars.flatMap(({ day: date }, index) => {
    const back = bars.length - 1 - index
    const x = left + (index + 0.5) * each
    if (back % every !== 0 || x < left + 20) return []
    const place =
      back === 0 ? { x: left + bars.length * each, class: 'tick-text last' } : { x, class: 'tick-text middle' }
    return [svg('text', { ...place, y: foot + 20 }, shortDay(date))]
  })
}

const drawing = (bars: readonly Bar[], amountOf: (amount: number) => string, room: number): SVGElement => {
  const most = roundUp(Math.max(0, ...bars.map(({ amount }) => amount)))
  const left = 16 + 7 * Math.max(...[0, most / 2, most].map((amount) => amountOf(amount).length))
  const frame: Frame = { left, width: room - left, top: 12, foot: height - 28 }
  const each = frame.width / Math.max(1, bars.length)
  return svg(
    'svg',
    { viewBox: `0 0 ${room} ${height}`, width: room, height, class: 'chart', 'aria-hidden': 'true' },
    ...scale(frame, most, amountOf),
    ...bars.map((bar, index) => barOf(bar, index, each, frame, most)),
    ...days(bars, each, frame),
  )
}

/** Bars for eyes, with what they stand for at both axes, and the same figures as a list for a screen reader. */
export const chart = (title: string, bars: readonly Bar[], amountOf: (amount: number) => string): HTMLElement => {
  const spoken = bars
    .filter(({ amount }) => amount > 0)
    .map(({ day: date, label }) => el('li', {}, `${day(date)}: ${label}`))
  return el(
    'figure',
    {},
    el('figcaption', {}, title),
    fitted('chart-place', (room) => drawing(bars, amountOf, room)),
    el('ul', { class: 'unseen' }, ...spoken),
  )
}
