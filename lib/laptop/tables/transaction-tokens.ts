import { TableFault } from './fault.ts'

const REMEMBERED_MS = 10 * 60 * 1000

type Remembered = { readonly request: string; readonly until: number }

/** Client request tokens of transactions that were done, each remembered for ten minutes. */
export class TransactionTokens {
  readonly #now: () => number
  readonly #done = new Map<string, Remembered>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Whether this very request was done under this token before; another request under it is refused. */
  wasDone(token: string, request: string): boolean {
    const before = this.#done.get(token)
    if (!before || before.until <= this.#now()) return false
    if (before.request === request) return true
    throw new TableFault(
      'IdempotentParameterMismatchException',
      'The parameters of this request do not match those it was first made with under this token',
    )
  }

  remember(token: string, request: string): void {
    const now = this.#now()
    for (const [old, { until }] of this.#done) {
      if (until > now) break
      this.#done.delete(old)
    }
    this.#done.delete(token)
    this.#done.set(token, { request, until: now + REMEMBERED_MS })
  }

  clear(): void {
    this.#done.clear()
  }
}
