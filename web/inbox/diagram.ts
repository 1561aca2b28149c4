import { type Flow, resetFlow } from '#core/reset-flow'
import { svg } from '../ui/element.ts'
import type { Execution } from './local.ts'
import { inboxWords as say } from './words.ts'

type Place = { readonly x: number; readonly y: number }

const box = { width: 128, height: 44 } as const
const gap = { x: 32, y: 60 } as const

// The road people take on the first row, what happens when it is left below it, the other ends at the bottom.
const rowsOf = ({ states }: Flow): readonly (readonly string[])[] => {
  const named = Object.entries(states)
  const waits = named.filter(([, { kind }]) => kind === 'wait').map(([name]) => name)
  const ends = named.filter(([name, { kind }]) => kind === 'end' && name !== 'Done').map(([name]) => name)
  return [[...waits, 'TellBoth', 'Done'], ['Look', 'GiveUp', 'WhereNow'], ends]
}

const placesOf = (flow: Flow): ReadonlyMap<string, Place> =>
  new Map(
    rowsOf(flow).flatMap((row, y) =>
      row.map((name, x): [string, Place] => [name, { x: x * (box.width + gap.x), y: y * (box.height + gap.y) }]),
    ),
  )

// To the next box straight on; over a box that stands between, below it; to another row in a bend.
const wayOf = (from: Place, to: Place): string => {
  const middleOf = ({ x }: Place) => x + box.width / 2
  if (from.y !== to.y) {
    const [start, end, half] = [from.y + box.height, to.y, (from.y + box.height + to.y) / 2]
    return `M${middleOf(from)} ${start}C${middleOf(from)} ${half} ${middleOf(to)} ${half} ${middleOf(to)} ${end}`
  }
  if (to.x - from.x === box.width + gap.x)
    return `M${from.x + box.width} ${from.y + box.height / 2}L${to.x} ${to.y + box.height / 2}`
  const [foot, low] = [from.y + box.height, from.y + box.height + gap.y / 2]
  const end = to.x + box.width / 4
  return `M${middleOf(from)} ${foot}C${middleOf(from)} ${low} ${end} ${low} ${end} ${foot}`
}

const line = (from: Place, to: Place, isWalked: boolean): SVGElement => {
  const looks = { class: `arrow ${isWalked ? 'walked' : ''}`, 'marker-end': `url(#${isWalked ? 'tip-walked' : 'tip'})` }
  return svg('path', { d: wayOf(from, to), ...looks })
}

const arrowsOf = (flow: Flow): readonly (readonly [string, string])[] =>
  Object.entries(flow.states).flatMap(([name, state]): (readonly [string, string])[] => {
    if (state.kind === 'wait')
      return [
        [name, state.next],
        [name, state.ended],
        [name, state.unsent],
      ]
    if (state.kind === 'look') return [[name, state.next]]
    if (state.kind === 'tell')
      return [
        [name, state.next],
        [name, state.failed],
      ]
    if (state.kind !== 'fork') return []
    return [...state.ways.map(({ to }) => to), state.otherwise]
      .filter((to) => flow.states[to]?.kind === 'end')
      .map((to): readonly [string, string] => [name, to])
  })

const visited = ({ history }: Execution): ReadonlySet<string> =>
  new Set(history.flatMap(({ state }) => (state === undefined ? [] : [state])))

const lastOf = ({ current, history }: Execution): string | undefined =>
  current ?? history.findLast(({ state }) => state !== undefined)?.state

const stateBox = (name: string, { x, y }: Place, classes: string): SVGElement =>
  svg(
    'g',
    { class: `state ${classes}`, transform: `translate(${x} ${y})` },
    svg('rect', { width: box.width, height: box.height, rx: 10 }),
    svg('text', { x: box.width / 2, y: box.height / 2 }, say.states[name] ?? name),
  )

const tip = (): SVGElement =>
  svg(
    'defs',
    {},
    ...['tip', 'tip-walked'].map((id) =>
      svg(
        'marker',
        {
          id,
          viewBox: '0 0 8 8',
          refX: 7,
          refY: 4,
          markerWidth: 8,
          markerHeight: 8,
          markerUnits: 'userSpaceOnUse',
          orient: 'auto',
        },
        svg('path', { d: 'M0 0L8 4L0 8z', class: id }),
      ),
    ),
  )

/** A run of a reset as a drawing: where it has been, and lit where it is. */
export const diagram = (execution: Execution): SVGElement => {
  const flow = resetFlow(/password/i.test(execution.machine) ? 'password' : 'pin')
  const places = placesOf(flow)
  const [been, here] = [visited(execution), lastOf(execution)]
  const classesOf = (name: string) => {
    const state = flow.states[name]
    const end = state?.kind === 'end' ? (state.bad ? ' bad' : ' end') : ''
    return `${name === here ? 'here' : been.has(name) ? 'been' : ''}${end}`
  }
  const arrows = arrowsOf(flow).flatMap(([from, to]) => {
    const [a, b] = [places.get(from), places.get(to)]
    return a && b ? [line(a, b, been.has(from) && been.has(to))] : []
  })
  const boxes = [...places].map(([name, place]) => stateBox(name, place, classesOf(name)))
  const width = Math.max(...[...places.values()].map(({ x }) => x)) + box.width
  const height = 3 * box.height + 2 * gap.y
  const label = `${say.statuses[execution.status] ?? execution.status}, ${say.states[here ?? ''] ?? here ?? ''}`
  const drawn = { viewBox: `-4 -4 ${width + 8} ${height + 8}`, class: 'diagram', role: 'img', 'aria-label': label }
  return svg('svg', drawn, tip(), ...arrows, ...boxes)
}
