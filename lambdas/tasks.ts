import type { Ports } from '#core/ports'

/** What runs without a door: invoked asynchronously or by the workflow. */
export type Task = {
  readonly step: string
  readonly summary: string
  readonly needs: readonly Exclude<keyof Ports, 'clock' | 'chance' | 'limits' | 'stage'>[]
}

export const tasks: readonly Task[] = [
  {
    step: 'send-message',
    summary: 'Send one text message or e-mail, once, while it is of use and paid for',
    needs: ['budget', 'codes', 'contacts', 'sms', 'mail', 'organisations', 'people', 'members', 'messages'],
  },
]
