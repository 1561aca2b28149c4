import { el } from './element.ts'

/** A drawing that is made for the room it has, so that its letters keep their size. `name` is the class that gives its height. */
export const fitted = (name: string, draw: (width: number) => SVGElement): HTMLElement => {
  const place = el('div', { class: `fitted ${name}` })
  let drawnFor = 0
  const watch = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0)
    if (width === 0 || width === drawnFor) return
    drawnFor = width
    place.replaceChildren(draw(width))
  })
  watch.observe(place)
  return place
}
