/** A guard, and the one test that has to turn red without it. `replace` must occur exactly once in the file. */
export type Mutant = {
  readonly guard: string
  readonly in: string
  readonly replace: string
  readonly by: string
  readonly file: string
  readonly test: string
}
