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

const line = (from: Place, to: Place, isWalked: boolean): SVGElement => {
  const flat = from.y === to.y
  const start = flat
    ? { x: from.x + box.width, y: from.y + box.height / 2 }
    : { x: from.x + box.width / 2, y: from.y + box.height }
  const end = flat ? { x: to.x, y: to.y + box.height / 2 } : { x: to.x + box.width / 2, y: to.y }
  const middle = (start.y + end.y) / 2
  const bend = flat ? `L${end.x} ${end.y}` : `C${start.x} ${middle} ${end.x} ${middle} ${end.x} ${end.y}`
  return svg('path', {
    d: `M${start.x} ${start.y}${bend}`,
    class: `arrow ${isWalked ? 'walked' : ''}`,
    'marker-end': `url(#${isWalked ? 'tip-walked' : 'tip'})`,
  })
}

const arrowsOf = (flow: Flow): readonly (readonly [string, string])[] =>
  Object.entries(flow.states).flatMap(([name, state]): (readonly [string, string])[] => {
    if (state.kind === 'wait')
      return [
        [name, state.next],
        [name, state.ended],
        [name, state.unsent],
      ]
    if (state.kind === 'look') return name === 'GiveUp' ? [[name, state.next]] : []
    if (state.kind === 'tell') return [[name, state.next]]
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
        { id, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' },
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
