/** What became of one event: `payload` is JSON text; `failed` is Lambda's FunctionError. */
export type Outcome = { readonly payload: string; readonly failed: boolean }

export const failure = (errorType: string, errorMessage: string, trace?: readonly string[]): Outcome => ({
  payload: JSON.stringify({ errorType, errorMessage, trace }),
  failed: true,
})

/** What Lambda says of an error that a function's code threw. */
export const failureOf = (thrown: unknown): Outcome => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  return failure(error.name, error.message, error.stack?.split('\n') ?? [])
}

export const timedOut = (requestId: string, ms: number): Outcome =>
  failure('Sandbox.Timedout', `RequestId: ${requestId} Error: Task timed out after ${(ms / 1000).toFixed(2)} seconds`)

export const stopped = failure('Laptop.Stopped', 'the laptop has stopped')
