/** What a worker thread is told when it starts. */
export type WorkerPlan = {
  readonly name: string
  readonly arn: string
  readonly entry: string
  readonly exported: string
  readonly memoryMb: number
  readonly timeoutMs: number
  readonly shared: SharedArrayBuffer
  readonly prints: boolean
}

export type Job = { readonly kind: 'job'; readonly event: string; readonly requestId: string }

/** What a function asks of AWS, on its way to the thread that answers: `id` tells its questions apart. */
export type AwsQuestion = {
  readonly kind: 'asks'
  readonly id: number
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | number>>
  readonly body: string
}

export type AwsAnswer = {
  readonly kind: 'told'
  readonly id: number
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What a thread hears after it has started. */
export type Heard = Job | AwsAnswer

export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done' | 'failed' | 'unloadable'; readonly payload: string }

/** What a thread says. */
export type Said = Answer | AwsQuestion
