import { el, svg } from '../ui/element.ts'
import { day } from '../ui/moment.ts'

export type Bar = { readonly day: string; readonly amount: number; readonly label: string }

const size = { width: 640, height: 160, foot: 24 } as const

const barOf = ({ day: date, amount, label }: Bar, index: number, count: number, most: number): SVGElement => {
  const width = size.width / count
  const height = most === 0 ? 0 : Math.max(amount > 0 ? 2 : 0, (amount / most) * (size.height - size.foot - 8))
  const y = size.height - size.foot - height
  const radius = Math.min(4, width / 4)
  const bar = { x: index * width + width * 0.15, y, width: width * 0.7, height, rx: radius, class: 'bar-drawn' }
  return svg('rect', bar, svg('title', {}, `${day(date)}: ${label}`))
}

const foot = (bars: readonly Bar[]): readonly SVGElement[] => {
  const [first, last] = [bars[0], bars.at(-1)]
  if (!first || !last) return []
  const y = size.height - 6
  return [
    svg('line', { x1: 0, x2: size.width, y1: size.height - size.foot, y2: size.height - size.foot, class: 'axis' }),
    svg('text', { x: 0, y, class: 'tick-text' }, day(first.day)),
    svg('text', { x: size.width, y, class: 'tick-text last' }, day(last.day)),
  ]
}

/** Bars for eyes, and the same figures as a list for a screen reader. */
export const chart = (title: string, bars: readonly Bar[]): HTMLElement => {
  const most = Math.max(0, ...bars.map(({ amount }) => amount))
  const drawing = svg(
    'svg',
    { viewBox: `0 0 ${size.width} ${size.height}`, class: 'chart', 'aria-hidden': 'true' },
    ...bars.map((bar, index) => barOf(bar, index, bars.length, most)),
    ...foot(bars),
  )
  const spoken = bars
    .filter(({ amount }) => amount > 0)
    .map(({ day: date, label }) => el('li', {}, `${day(date)}: ${label}`))
  return el('figure', {}, el('figcaption', {}, title), drawing, el('ul', { class: 'unseen' }, ...spoken))
}
