import type { Stage } from './stage.ts'

/** A number that testers use: nothing is sent to it, and it has one code of its own until `endsAt`. The code itself is nowhere written down. */
export type TestNumber = {
  /** E.164. */
  readonly number: string
  /** An instant in UTC, `2027-06-30T00:00:00Z`. From then on it is a number like any other. */
  readonly endsAt: string
}

/** Only a stage for tests has any, whatever its settings say; one whose end cannot be read has ended. */
export const testNumbersOf = ({ kind, testNumbers }: Pick<Stage, 'kind' | 'testNumbers'>): readonly TestNumber[] =>
  kind === 'test' ? testNumbers : []

export const testNumberAt = (
  stage: Pick<Stage, 'kind' | 'testNumbers'>,
  e164: string | undefined,
  now: number,
): TestNumber | undefined =>
  testNumbersOf(stage).find(({ number, endsAt }) => number === e164 && now < Date.parse(endsAt))
