import { AwsFault, unserved } from '#laptop/aws/fault'
import type { Service } from '#laptop/aws/service'
import type { Functions, RunningFunction } from '#laptop/functions'

const mostBytes = 6 * 1024 * 1024
const mostEventBytes = 1024 * 1024

/** Lambda's Invoke, for functions that call functions. */
export const lambda = (functions: Functions): Service => {
  const functionOf = (name: unknown): RunningFunction => {
    const found = functions.find(String(name))
    if (!found) throw new AwsFault('ResourceNotFoundException', `Function not found: ${String(name)}`, 404)
    return found
  }
  return {
    name: 'lambda',
    fault: 'functions',
    refusals: {
      provider_down: () => new AwsFault('ServiceException', 'the function service is down', 500),
      throttled: () => new AwsFault('TooManyRequestsException', 'Rate Exceeded.', 429),
    },
    wishes: ({ input }) => [{ action: 'lambda:InvokeFunction', resource: functionOf(input.FunctionName).plan.arn }],
    answer: async ({ operation, input }) => {
      if (operation !== 'Invoke') throw unserved(`lambda:${operation}`)
      const found = functionOf(input.FunctionName)
      const later = input.InvocationType === 'Event'
      const payload = String(input.payload) || '{}'
      JSON.parse(payload)
      if (Buffer.byteLength(payload) > (later ? mostEventBytes : mostBytes)) {
        throw new AwsFault('RequestTooLargeException', 'the payload is too large', 413)
      }
      if (later) {
        void functions.invokeLater(found, payload)
        return { status: 202, payload: '', failed: false }
      }
      return { status: 200, ...(await found.invoke(payload)) }
    },
  }
}
