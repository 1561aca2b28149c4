import type { Messages } from '#core/message-job'
import { readVariable } from '#runtime/environment'
import { type Invoke, invokeFromEnvironment } from './invoke.ts'

const ACCEPTED = 202

/** Handed to the sending function as an event: Lambda keeps it, tries again and puts what fails aside. */
export const messages = (invoke: Invoke, functionName: string): Messages => ({
  async dispatch(job) {
    const { status } = await invoke(functionName, 'event', job)
    if (status !== ACCEPTED) throw new Error('the message was not accepted for sending')
  },
})

export const make = (): Messages => messages(invokeFromEnvironment(), readVariable('sendMessage'))
