import type { Context } from 'aws-lambda'
import type { Ports } from '#core/ports'
import type { Basics } from './basics.ts'
import { log, nameAndPlace } from './log.ts'
import { type Makers, makePorts } from './serve.ts'

type RunTask<N extends keyof Ports, I, O> = (input: I, ports: Basics & Pick<Ports, N>) => Promise<O>

/** The entry of every function without a door. What it throws goes on, so that whoever invoked it tries again or puts it aside. */
export const serveTask = async <N extends keyof Ports, I, O>(
  task: { readonly step: string },
  run: RunTask<N, I, O>,
  makers: Makers<N>,
): Promise<(input: I, context: Context) => Promise<O>> => {
  const ports = await makePorts(makers)
  return async (input, { awsRequestId }) => {
    const begunAt = ports.clock.now()
    log('started', { step: task.step, requestId: awsRequestId })
    try {
      const output = await run(input, ports)
      log('finished', { step: task.step, requestId: awsRequestId, durationMs: ports.clock.now() - begunAt })
      return output
    } catch (error) {
      log('failed', {
        step: task.step,
        requestId: awsRequestId,
        durationMs: ports.clock.now() - begunAt,
        ...nameAndPlace(error),
      })
      throw error
    }
  }
}
