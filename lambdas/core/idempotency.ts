/** One mutating call as it may come again: its key, whose it is and where it goes, and all it says. */
export type KeyedCall = { readonly key: string; readonly scope: string; readonly request: string }

export type Claimed =
  | { readonly outcome: 'first'; readonly claim: string }
  | { readonly outcome: 'answered'; readonly answer: string }
  /** Still at work, used for another request, or answered with what is not kept any longer. */
  | { readonly outcome: 'running' | 'other' | 'gone' }

export type Idempotency = {
  /** The first to come may go on; everybody else learns what became of it. */
  claim(call: KeyedCall): Promise<Claimed>
  /** Keeps the first answer. `again`: the same call as it comes once what the answer told its client to keep has reached it, where that makes it another. */
  keep(
    call: KeyedCall,
    claim: string,
    answer: { readonly text: string; readonly forMs: number; readonly again?: KeyedCall },
  ): Promise<void>
  /** Nothing was decided: the same call may be tried again. */
  release(call: KeyedCall, claim: string): Promise<void>
}
