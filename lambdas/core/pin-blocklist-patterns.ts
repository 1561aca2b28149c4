const digitsOf = (pin: string): readonly number[] => Array.from(pin, Number)

const allEqual = (values: readonly number[]): boolean => values.every((value) => value === values[0])

const stepsBetween = (values: readonly number[], ring: number): readonly number[] =>
  values.slice(1).map((value, index) => (value - (values[index] ?? 0) + ring) % ring)

const isMirrored = (pin: string): boolean => pin === Array.from(pin).reverse().join('')
const isTripleTwice = (pin: string): boolean => pin.slice(0, 3) === pin.slice(3)
const hasAtMostTwoDigits = (pin: string): boolean => new Set(pin).size <= 2
const isThreeDoubles = (pin: string): boolean => pin[0] === pin[1] && pin[2] === pin[3] && pin[4] === pin[5]

/** 135790, 864208: the same step every time, going round from nine to nought. */
const isEvenStep = (pin: string): boolean => allEqual(stepsBetween(digitsOf(pin), 10))

const pairSteps: readonly number[] = [1, 2, 5, 10, 11]

/** 102030, 141516, 332211: three two-digit numbers that count up or down. */
const isCountingPairs = (pin: string): boolean => {
  const steps = stepsBetween([pin.slice(0, 2), pin.slice(2, 4), pin.slice(4)].map(Number), 100)
  const [step = 0] = steps
  return allEqual(steps) && pairSteps.some((known) => step === known || step === 100 - known)
}

/** Whether six digits repeat, mirror or count in a way that people find without being told. */
export const isRepetition = (pin: string): boolean =>
  isMirrored(pin) ||
  isTripleTwice(pin) ||
  hasAtMostTwoDigits(pin) ||
  isThreeDoubles(pin) ||
  isEvenStep(pin) ||
  isCountingPairs(pin)
