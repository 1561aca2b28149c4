/** Moves this thread's Date by the shared offset (milliseconds), whether code asks Date.now(), new Date() or Date(). */
export const shiftDate = (offset: Float64Array): void => {
  const Real = Date
  const now = (): number => Math.floor(realNow() + (offset[0] ?? 0))
  const realNow = Real.now
  function Shifted(...given: unknown[]): unknown {
    if (!new.target) return new Real(now()).toString()
    return Reflect.construct(Real, given.length === 0 ? [now()] : given, new.target)
  }
  Object.setPrototypeOf(Shifted, Real)
  Object.defineProperties(Shifted, {
    prototype: { value: Real.prototype },
    now: { value: now, writable: true, configurable: true },
    length: { value: 7 },
    name: { value: 'Date' },
  })
  Object.defineProperty(Real.prototype, 'constructor', { value: Shifted, writable: true, configurable: true })
  Object.defineProperty(globalThis, 'Date', { value: Shifted, writable: true, configurable: true })
}
