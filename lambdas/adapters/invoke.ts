import { awsClient, type Manners } from './aws-client.ts'

/** `answer` waits for what the function says, `event` leaves it to Lambda, which keeps the event and tries again. */
export type Invoke = (
  name: string,
  how: 'answer' | 'event',
  payload: object,
) => Promise<{ readonly status: number; readonly failed: boolean }>

/** A client that invokes functions. */
export const invokeFromEnvironment = (manners: Partial<Manners> = {}): Invoke => {
  const send = awsClient('lambda', manners)
  return async (name, how, payload) => {
    const { status, headers } = await send({
      path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
      headers: {
        'Content-Type': 'application/octet-stream',
        'X-Amz-Invocation-Type': how === 'event' ? 'Event' : 'RequestResponse',
      },
      body: JSON.stringify(payload),
    })
    return { status, failed: headers['x-amz-function-error'] !== undefined }
  }
}
