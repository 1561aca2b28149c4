/** A Date like the real one, by another clock (epoch milliseconds), whether code asks Date.now(), new Date() or Date(). */
export const dateBy = (clock: () => number): DateConstructor => {
  const now = (): number => Math.floor(clock())
  function LaptopDate(...given: unknown[]): unknown {
    if (!new.target) return new Date(now()).toString()
    return Reflect.construct(Date, given.length === 0 ? [now()] : given, new.target)
  }
  Object.setPrototypeOf(LaptopDate, Date)
  // One prototype: dates of one side are dates to the other.
  return Object.defineProperties(LaptopDate, {
    prototype: { value: Date.prototype },
    now: { value: now, writable: true, configurable: true },
    length: { value: 7 },
    name: { value: 'Date' },
  }) as unknown as DateConstructor
}
