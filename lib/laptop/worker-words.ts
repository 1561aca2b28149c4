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

export type Job = { readonly event: string; readonly requestId: string }

export type Answer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done' | 'failed' | 'unloadable'; readonly payload: string }
