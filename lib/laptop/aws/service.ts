import type { AwsFault } from '#laptop/aws/fault'
import type { Caller } from '#laptop/callers'
import type { FaultService, Refusal } from '#laptop/faults'
import type { Wish } from '#laptop/policy'
import type { Json } from '#laptop/reading'

export type Call = { readonly operation: string; readonly input: Json; readonly caller: Caller }

/** One AWS service on the laptop. `wishes` is what IAM would have to grant; `answer` does the work or throws an AwsFault. */
export type Service = {
  readonly name: string
  readonly fault?: FaultService
  readonly refusals?: Readonly<Record<Refusal, () => AwsFault>>
  /** What every try of the same thing has in common, where callers try again by themselves and not only their SDK. */
  readonly same?: (call: Call) => string
  readonly wishes: (call: Call) => readonly Wish[]
  readonly answer: (call: Call) => unknown
}
