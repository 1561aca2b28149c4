import type { BundleCode } from '#laptop/bundle-code'
import type { Outcome } from '#laptop/outcome'
import type { Around } from '#laptop/surroundings'

/** What is the same for all environments of a function. */
export type EnvironmentPlan = Pick<Around, 'variables' | 'clock' | 'dial'> & {
  readonly name: string
  readonly arn: string
  readonly exported: string
  readonly memoryMb: number
  readonly timeoutMs: number
  /** Throws when there is no code that could run. */
  readonly code: () => BundleCode
}

export type EnvironmentEvents = {
  readonly ready: () => void
  readonly gone: (reason: Outcome) => void
  readonly line: ((text: string) => void) | undefined
}

/** The second thing that Lambda hands a function with each event. */
export const contextOf = (plan: EnvironmentPlan, logStreamName: string, awsRequestId: string): object => {
  const deadline = performance.now() + plan.timeoutMs
  return {
    functionName: plan.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: plan.arn,
    memoryLimitInMB: String(plan.memoryMb),
    awsRequestId,
    logGroupName: `/aws/lambda/${plan.name}`,
    logStreamName,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  }
}
