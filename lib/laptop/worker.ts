// What the Lambda runtime is to a bundle, inside a worker thread; the bundle itself knows nothing of it. The functions
// are written into the thread as they stand: reading TypeScript in each thread costs more than all the rest of its start.
import { randomBytes } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { shiftDate } from '#laptop/shifted-date'
import type { Answer, Job, WorkerPlan } from '#laptop/worker-words'

type Handler = (event: unknown, context: unknown) => unknown

const planOf = (): WorkerPlan => workerData as WorkerPlan

const problem = (thrown: unknown): string => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  return JSON.stringify({ errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] })
}

const contextOf = (job: Job, stream: string): Record<string, unknown> => {
  const plan = planOf()
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

const tell = (answer: Answer): void => parentPort?.postMessage(answer)

const answer = async (handler: Handler, job: Job, stream: string): Promise<Answer> => {
  try {
    const reply = await handler(JSON.parse(job.event), contextOf(job, stream))
    return { kind: 'done', payload: JSON.stringify(reply) ?? 'null' }
  } catch (thrown) {
    console.error(problem(thrown))
    return { kind: 'failed', payload: problem(thrown) }
  }
}

const load = async (): Promise<Handler> => {
  const plan = planOf()
  const loaded: Record<string, unknown> = await import(plan.entry)
  const handler = loaded[plan.exported]
  if (typeof handler !== 'function') throw new Error(`${plan.name} exports no function ${plan.exported}`)
  return handler as Handler
}

const live = async (): Promise<void> => {
  const { shared, prints } = planOf()
  shiftDate(new Float64Array(shared))
  if (!prints) for (const stream of [process.stdout, process.stderr]) stream.write = () => true
  try {
    const handler = await load()
    const stream = randomBytes(16).toString('hex')
    parentPort?.on('message', async (job: Job) => tell(await answer(handler, job, stream)))
    tell({ kind: 'ready' })
  } catch (thrown) {
    tell({ kind: 'unloadable', payload: problem(thrown) })
  }
}

const source = [
  "import { randomBytes } from 'node:crypto'",
  "import { parentPort, workerData } from 'node:worker_threads'",
  ...Object.entries({ shiftDate, planOf, problem, contextOf, tell, answer, load, live }).map(
    ([name, part]) => `const ${name} = ${part}`,
  ),
  'await live()',
]

/** The module that every worker thread starts with. */
export const workerModule = new URL(`data:text/javascript,${encodeURIComponent(source.join('\n'))}`)
