/** No screen: another step is taken from here, under its own address. */
export type Instead = { readonly instead: string }

/** Shows another step: this one cannot be taken from here. */
export const instead = (path: string): Instead => ({ instead: path })
