import type { Ports } from '#core/ports'

/** What runs without a door: invoked asynchronously or by the workflow. */
export type Task = {
  readonly step: string
  readonly summary: string
  readonly needs: readonly Exclude<keyof Ports, 'clock' | 'chance' | 'limits' | 'stage'>[]
  /** Only in a stage that has one. */
  readonly where?: 'canary'
}

export const tasks: readonly Task[] = [
  {
    step: 'send-message',
    summary: 'Send one text message or e-mail, once, while it is of use and paid for',
    needs: ['budget', 'codes', 'contacts', 'numbers', 'sms', 'mail', 'organisations', 'people', 'members', 'messages'],
  },
  {
    step: 'record-delivery',
    summary: 'Write down what the providers say became of messages they accepted',
    needs: ['receipts', 'people', 'organisations'],
  },
  {
    step: 'reset-ask',
    summary: "Send the code of a reset's step, and remember how to tell the workflow that waits for it",
    needs: ['resetWaits', 'resetCallback', 'sender', 'deliveries'],
  },
  {
    step: 'reset-look',
    summary: 'Look where a reset stands; close one whose time is over or whose message cannot be sent',
    needs: ['resetWaits', 'deliveries'],
  },
  {
    step: 'reset-tell',
    summary: 'Tell the number and the address that the PIN or password was changed',
    needs: ['resetWaits', 'people', 'messages'],
  },
  {
    step: 'publish-events',
    summary:
      'Say on the bus what the tables tell was stored, pause text messages to strangers whose codes nobody gives, and tell the admins',
    needs: ['events', 'breaker', 'members', 'messages'],
  },
  {
    step: 'canary',
    summary: 'Sign in with a test number through the public door, and out again',
    needs: ['canaryPerson', 'publicDoor'],
    where: 'canary',
  },
]
