import { randomUUID } from 'node:crypto'
import type { LaptopClock } from '#laptop/clock'
import type { Faults } from '#laptop/faults'

export type Channel = 'sms' | 'email'

export type Letter = {
  readonly channel: Channel
  readonly to: string
  readonly from: string
  readonly subject?: string
  readonly text: string
  readonly html?: string
}

/** A delivered message; `at` is ISO 8601 in laptop time, `code` the first six digits that stand alone in the text. */
export type Message = Letter & { readonly id: string; readonly code?: string; readonly at: string }

const lateSeconds = 30
const mostMessages = 10_000

const codeIn = (text: string): string | undefined => /(?<![\p{L}\d_+])\d{6}(?![\p{L}\d_])/u.exec(text)?.[0]

/** Every SMS and e-mail the functions sent, newest last, delivered as the faults of the day allow. */
export class Outbox {
  readonly #clock: LaptopClock
  readonly #faults: Faults
  readonly #listeners = new Set<(message: Message) => void>()
  readonly #mourners = new Set<(message: Message) => void>()
  readonly #messages: Message[] = []
  #overtaken: readonly Message[] = []

  constructor(clock: LaptopClock, faults: Faults) {
    this.#clock = clock
    this.#faults = faults
  }

  /** Accepts a message and answers its id, whatever becomes of it afterwards. */
  send(letter: Letter): string {
    const code = codeIn(letter.text)
    const at = new Date(this.#clock.now()).toISOString()
    const message: Message = { id: randomUUID(), ...letter, ...(code === undefined ? {} : { code }), at }
    const fault = this.#faults.misdelivery(letter.channel)
    if (fault === 'late') this.#clock.at(this.#clock.now() + lateSeconds * 1000, () => this.#deliver(message))
    if (fault === 'out_of_order') this.#overtaken = [...this.#overtaken, message]
    if (fault === 'lost') for (const hear of this.#mourners) hear(message)
    if (fault === undefined) this.#pass(message)
    return message.id
  }

  /** All messages, or those to one number (E.164) or address. */
  list(to?: string): readonly Message[] {
    return this.#messages.filter((message) => to === undefined || message.to === to)
  }

  /** Calls `hear` for each message from now on; answers how to stop. */
  listen(hear: (message: Message) => void): () => void {
    this.#listeners.add(hear)
    return () => void this.#listeners.delete(hear)
  }

  /** Calls `hear` for each message from now on that will never arrive. */
  listenForLost(hear: (message: Message) => void): void {
    this.#mourners.add(hear)
  }

  clear(): void {
    this.#messages.length = 0
    this.#overtaken = []
  }

  #pass(message: Message): void {
    this.#deliver(message)
    const after = this.#overtaken.filter(({ channel }) => channel === message.channel)
    this.#overtaken = this.#overtaken.filter(({ channel }) => channel !== message.channel)
    for (const held of after) this.#deliver(held)
  }

  #deliver(message: Message): void {
    const delivered = { ...message, at: new Date(this.#clock.now()).toISOString() }
    this.#messages.push(delivered)
    if (this.#messages.length > mostMessages) this.#messages.shift()
    for (const hear of this.#listeners) hear(delivered)
  }
}
