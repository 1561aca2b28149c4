type Listener = (event: Event) => void
type Value = string | number | boolean | undefined | Listener
export type Attributes = Readonly<Record<string, Value>>
export type Child = Node | string | undefined

const svgSpace = 'http://www.w3.org/2000/svg'

const dress = (element: Element, attributes: Attributes): void => {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else if (value === true) element.setAttribute(name, '')
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value))
  }
}

const present = (children: readonly Child[]): (Node | string)[] => children.filter((child) => child !== undefined)

/** One element: `onclick` and the like listen, `true` sets an empty attribute, `undefined` and `false` set none. */
export const el = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag)
  dress(element, attributes)
  element.append(...present(children))
  return element
}

export const svg = (tag: string, attributes: Attributes = {}, ...children: readonly Child[]): SVGElement => {
  const element = document.createElementNS(svgSpace, tag)
  dress(element, attributes)
  element.append(...present(children))
  return element
}

let made = 0

/** An id that no other element of this page has. */
export const freshId = (name: string): string => {
  made += 1
  return `${name}-${made}`
}
