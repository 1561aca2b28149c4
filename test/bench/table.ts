/** One line of the result: what was promised, what was measured, and whether it is met. A line without a limit stands there for comparison. */
export type Row = {
  /** Its number among the budgets of `docs/performance.md`. */
  readonly budget: string
  readonly what: string
  readonly limit?: string
  readonly measured: string
  /** Measured to allowed: 1 is just met. */
  readonly ratio?: number
  readonly met?: boolean
}

const verdict = ({ limit, met }: Row): string => {
  if (met !== undefined) return met ? 'met' : 'NOT MET'
  return limit === undefined ? 'for comparison' : 'told'
}

const line = (row: Row): string =>
  `| ${[row.budget, row.what, row.limit ?? '', row.measured, row.ratio?.toFixed(2) ?? '', verdict(row)].join(' | ')} |`

export const asMarkdown = (rows: readonly Row[]): string =>
  ['| # | what | budget | measured | of budget | |', '|---|---|---|---|---|---|', ...rows.map(line)].join('\n')

/** Zero for no values. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
}
