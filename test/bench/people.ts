/** Who signs in over HTTP: fictional numbers, one sign-in a person and round. */
export const PEOPLE = 40
export const PIN = '836194'
export const numberOf = (at: number): string => `+447700900${String(300 + at)}`
