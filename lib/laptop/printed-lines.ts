import { EventEmitter } from 'node:events'

/** Where a function's code writes what it prints; every whole line is heard. */
export class PrintedLines extends EventEmitter {
  readonly isTTY = false
  readonly writable = true
  readonly #hear: ((line: string) => void) | undefined
  #begun = ''

  constructor(hear: ((line: string) => void) | undefined) {
    super()
    this.#hear = hear
  }

  write(chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean {
    if (this.#hear) this.#take(Buffer.from(chunk as string).toString(), this.#hear)
    const written = rest.at(-1)
    if (typeof written === 'function') queueMicrotask(() => written(null))
    return true
  }

  #take(text: string, hear: (line: string) => void): void {
    const lines = `${this.#begun}${text}`.split('\n')
    this.#begun = lines.pop() ?? ''
    for (const line of lines) hear(line)
  }
}
