import { svg } from '../ui/element.ts'
import { fitted } from '../ui/fitted.ts'

export type Used = {
  /** Shares of the limit, from nought to one. */
  readonly used: number
  readonly reserved: number
  readonly marks: readonly { readonly percent: number; readonly reached: boolean }[]
  /** The whole in words, for a screen reader. */
  readonly label: string
}

const height = 36

/** Half of a figure, a gap, and the last one, which ends at its line. In pixels. */
const roomBetween = 64

/** `after`: the share up to the next mark. A figure that would touch the next one ends at its line as well. */
const markOf = (percent: number, after: number, room: number) => {
  const x = Math.min(room - 1, (percent / 100) * room)
  const anchor = percent >= 100 || (after / 100) * room < roomBetween ? 'last' : 'middle'
  return [
    svg('line', { x1: x, x2: x, y1: 0, y2: 18, class: 'mark' }),
    svg('text', { x, y: 33, class: `tick-text ${anchor}` }, `${percent} %`),
  ]
}

/** How much of the limit is used, and where the warnings stand. */
export const usedBar = ({ used, reserved, marks, label }: Used): HTMLElement =>
  fitted('used-place', (room) => {
    const [now, soon] = [Math.min(1, used) * room, Math.min(1, used + reserved) * room]
    const tone = marks.some(({ percent, reached }) => reached && percent >= 80) ? 'bad' : ''
    return svg(
      'svg',
      { viewBox: `0 0 ${room} ${height}`, width: room, height, role: 'img', 'aria-label': label },
      svg('rect', { x: 0, y: 3, width: room, height: 12, rx: 6, class: 'track' }),
      svg('rect', { x: 0, y: 3, width: soon, height: 12, rx: 6, class: 'soon' }),
      svg('rect', { x: 0, y: 3, width: Math.max(now, now > 0 ? 4 : 0), height: 12, rx: 6, class: `bar-drawn ${tone}` }),
      ...marks.flatMap(({ percent }, at) => markOf(percent, (marks[at + 1]?.percent ?? 200) - percent, room)),
    )
  })
