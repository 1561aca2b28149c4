const nameOf = (name: string): string => `latchkey.${name}`

/** Remembers something until the tab is closed, so that a reload resumes. A browser that forbids it only forgets. */
export const keep = (name: string, value: unknown): void => {
  try {
    if (value === undefined) sessionStorage.removeItem(nameOf(name))
    else sessionStorage.setItem(nameOf(name), JSON.stringify(value))
  } catch {}
}

/** What this very page kept under a name; `T` is what it kept. */
export const kept = <T>(name: string): T | undefined => {
  try {
    const text = sessionStorage.getItem(nameOf(name))
    return text === null ? undefined : (JSON.parse(text) as T)
  } catch {
    return undefined
  }
}
