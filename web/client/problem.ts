import type { Refusal, RefusalExtras } from '../../lambdas/core/refusal.ts'

/** `offline` when no answer came at all: nothing is known of what became of the call. */
export type ProblemCode = Refusal | 'offline'

export type ProblemFacts = RefusalExtras & {
  readonly code: ProblemCode
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly requestId?: string
}

/** A refusal of the API. `title` and `detail` are sentences to show, in the language that was asked for. */
export class Problem extends Error {
  readonly facts: ProblemFacts
  constructor(facts: ProblemFacts) {
    super(`${facts.code}: ${facts.title}`)
    this.name = 'Problem'
    this.facts = facts
  }

  get code(): ProblemCode {
    return this.facts.code
  }
}

const unknownProblem = (status: number): ProblemFacts => ({
  code: 'unavailable',
  status,
  title: 'This does not work at the moment',
  detail: 'Try again in a moment.',
})

/** The problem in an answer. An answer that is no problem document, such as a proxy's page, becomes `unavailable`. */
export const problemIn = async (response: Response): Promise<Problem> => {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') === true
  if (!isProblem) return new Problem(unknownProblem(response.status))
  const said = (await response.json().catch(() => ({}))) as Partial<ProblemFacts>
  return new Problem({ ...unknownProblem(response.status), ...said })
}
