import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import type { Messages } from '#core/ports'
import { readVariable } from '#runtime/environment'
import { CLIENT_DEFAULTS } from './client-defaults.ts'

/** Handed to the sending function as an event: Lambda keeps it, tries again and puts what fails aside. */
export const messages = (lambda: LambdaClient, functionName: string): Messages => ({
  async dispatch(job) {
    const { StatusCode } = await lambda.send(
      new InvokeCommand({
        FunctionName: functionName,
        InvocationType: 'Event',
        Payload: Buffer.from(JSON.stringify(job)),
      }),
    )
    if (StatusCode !== 202) throw new Error('the message was not accepted for sending')
  },
})

export const make = (): Messages => messages(new LambdaClient({ ...CLIENT_DEFAULTS }), readVariable('sendMessage'))
