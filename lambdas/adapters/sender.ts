import type { Sender } from '#core/message-job'
import { readVariable } from '#runtime/environment'
import { type Invoke, invokeFromEnvironment } from './invoke.ts'

// One try, and as long as the provider's own tries may take: a second one beside the first would only find its line.
const PATIENT = { tries: 1, answerMs: 20_000 } as const

export const sender = (invoke: Invoke, functionName: string): Sender => ({
  async send(job) {
    const { failed } = await invoke(functionName, 'answer', job)
    if (failed) throw new Error('the sending function failed')
  },
})

export const make = (): Sender => sender(invokeFromEnvironment(PATIENT), readVariable('sendMessage'))
