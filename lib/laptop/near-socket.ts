import { EventEmitter } from 'node:events'
import { type Answer, Exchanges } from '#laptop/exchanges'

/**
 * A connection to a server in this very process: the bytes of both sides, and no socket between them. It has what clients of HTTP use of a
 * socket, and nothing else.
 */
export class NearSocket extends EventEmitter {
  readonly connecting = false
  readonly #server: Exchanges
  #destroyed = false

  constructor(answer: Answer, most: number) {
    super()
    this.#server = new Exchanges(
      { isOver: () => this.#destroyed, write: (text) => this.#hear(text), end: (text) => this.#hearLast(text) },
      answer,
      most,
    )
  }

  get destroyed(): boolean {
    return this.#destroyed
  }

  get writable(): boolean {
    return !this.#destroyed
  }

  // In a turn of its own, as bytes arrive over a socket: calls that are made at the same time are answered in turns.
  write(text: string | Uint8Array): boolean {
    setImmediate(() => {
      if (!this.#destroyed) this.#server.hear(Buffer.from(text as string))
    })
    return true
  }

  end(text?: string | Uint8Array): this {
    if (text !== undefined) this.write(text)
    return this
  }

  destroy(): this {
    if (this.#destroyed) return this
    this.#destroyed = true
    setImmediate(() => this.emit('close', false))
    return this
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  // A connection that waits for nothing keeps no process alive.
  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  #hear(text: string): void {
    if (!this.#destroyed) this.emit('data', Buffer.from(text))
  }

  #hearLast(text: string): void {
    this.#hear(text)
    if (!this.#destroyed) this.emit('end')
    this.destroy()
  }
}
