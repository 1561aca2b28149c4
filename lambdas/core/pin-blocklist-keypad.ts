// The pad people tap on, as columns and rows; nought sits below the eight.
const column = (key: string): number => (key === '0' ? 1 : (Number(key) - 1) % 3)
const row = (key: string): number => (key === '0' ? 3 : Math.floor((Number(key) - 1) / 3))

const across = (from: string, to: string): number => column(to) - column(from)
const down = (from: string, to: string): number => row(to) - row(from)

const areNeighbours = (from: string, to: string): boolean => Math.abs(across(from, to)) + Math.abs(down(from, to)) === 1

/** 147896: a finger that never lifts, never returns to a key and never moves aslant. */
const isPath = (pin: string): boolean =>
  new Set(pin).size === pin.length &&
  Array.from(pin).every((key, index) => index === 0 || areNeighbours(pin[index - 1] ?? '', key))

const isLine = (keys: string): boolean => {
  const [a = '', b = '', c = ''] = keys
  const [x, y] = [across(a, b), down(a, b)]
  return Math.abs(x) <= 1 && Math.abs(y) <= 1 && (x !== 0 || y !== 0) && across(b, c) === x && down(b, c) === y
}

const everySecond = (pin: string, from: 0 | 1): string => `${pin[from]}${pin[from + 2]}${pin[from + 4]}`

/** Whether six keys draw a figure on a telephone pad: one path, two lines of three (159753), or two lines in turn (142536). */
export const isKeypadWalk = (pin: string): boolean =>
  isPath(pin) ||
  (isLine(pin.slice(0, 3)) && isLine(pin.slice(3))) ||
  (isLine(everySecond(pin, 0)) && isLine(everySecond(pin, 1)))
