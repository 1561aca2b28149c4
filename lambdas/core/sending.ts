import type { Sent } from './ledger.ts'

export type Sms = {
  /** Asks the provider to send a text message: at most twice, and never again once it may have been accepted. */
  send(message: { readonly to: string; readonly text: string; readonly senderId: string }): Promise<Sent>
}

export type Mail = {
  send(message: {
    readonly to: string
    readonly from: string
    readonly subject: string
    readonly text: string
    readonly html: string
  }): Promise<Sent>
}

/** What one try of sending came to. Only `not_now` is worth a second one: it is certain that nothing was accepted. */
export type Try = Sent | { readonly outcome: 'not_now' }

const MOST_TRIES = 2

/** At most two tries, the second only after a certain and passing refusal: an answer that never came may have been a yes, and is paid. */
export const sendTwice = async (ask: () => Promise<Try>): Promise<Sent> => {
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    const answer = await ask()
    if (answer.outcome !== 'not_now') return answer
  }
  return { outcome: 'refused' }
}
