export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Whole seconds from `now` to `at`, rounded up, never negative. Both in epoch milliseconds. */
export const secondsUntil = (at: number, now: number): number => Math.max(0, Math.ceil((at - now) / SECOND))

/** What `Retry-After` says of `at`: never less than a second, so that nobody comes back at once. */
export const waitSeconds = (at: number, now: number): number => Math.max(1, secondsUntil(at, now))

export const iso = (at: number): string => new Date(at).toISOString()
