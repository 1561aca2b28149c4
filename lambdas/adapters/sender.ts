import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import type { Sender } from '#core/ports'
import { readVariable } from '#runtime/environment'

// One try, and as long as the provider's own tries may take: a second one beside the first would only find its line.
const PATIENT = { maxAttempts: 1, requestHandler: { connectionTimeout: 1_000, requestTimeout: 20_000 } } as const

export const sender = (lambda: LambdaClient, functionName: string): Sender => ({
  async send(job) {
    const { FunctionError } = await lambda.send(
      new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(job)) }),
    )
    if (FunctionError !== undefined) throw new Error('the sending function failed')
  },
})

export const make = (): Sender => sender(new LambdaClient(PATIENT), readVariable('sendMessage'))
