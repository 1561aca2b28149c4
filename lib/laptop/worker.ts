// Runs inside a worker thread: what the Lambda runtime is to a bundle. The bundle itself knows nothing of it.
import { randomBytes } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { shiftDate } from '#laptop/shifted-date'
import type { Answer, Job, WorkerPlan } from '#laptop/warm-worker'

type Handler = (event: unknown, context: unknown) => unknown

const plan = workerData as WorkerPlan
shiftDate(new Float64Array(plan.shared))
if (!plan.prints) for (const stream of [process.stdout, process.stderr]) stream.write = () => true

const problem = (thrown: unknown): string => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  return JSON.stringify({ errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] })
}

const contextOf = (job: Job): Record<string, unknown> => {
  const deadline = performance.now() + plan.timeoutMs
  return {
    functionName: plan.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: plan.arn,
    memoryLimitInMB: String(plan.memoryMb),
    awsRequestId: job.requestId,
    logGroupName: `/aws/lambda/${plan.name}`,
    logStreamName: `laptop/[$LATEST]${stream}`,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  }
}

const stream = randomBytes(16).toString('hex')
const tell = (answer: Answer): void => parentPort?.postMessage(answer)

const answer = async (handler: Handler, job: Job): Promise<Answer> => {
  try {
    const reply = await handler(JSON.parse(job.event), contextOf(job))
    return { kind: 'done', payload: JSON.stringify(reply) ?? 'null' }
  } catch (thrown) {
    console.error(problem(thrown))
    return { kind: 'failed', payload: problem(thrown) }
  }
}

const load = async (): Promise<Handler> => {
  const loaded: Record<string, unknown> = await import(plan.entry)
  const handler = loaded[plan.exported]
  if (typeof handler !== 'function') throw new Error(`${plan.name} exports no function ${plan.exported}`)
  return handler as Handler
}

try {
  const handler = await load()
  parentPort?.on('message', async (job: Job) => tell(await answer(handler, job)))
  tell({ kind: 'ready' })
} catch (thrown) {
  tell({ kind: 'unloadable', payload: problem(thrown) })
}
