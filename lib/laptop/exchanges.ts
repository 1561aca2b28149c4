import { type PlainReply, type PlainRequest, readRequest, type Whole, written } from '#laptop/plain-http'

/** Answers one request; it never rejects. */
export type Answer = (request: PlainRequest) => Promise<PlainReply>

/** The caller's side of a connection. */
export type Listener = {
  readonly isOver: () => boolean
  readonly write: (text: string) => void
  /** The last that is said. */
  readonly end: (text: string) => void
}

const goOn = 'HTTP/1.1 100 Continue\r\n\r\n'
const nothing = Buffer.alloc(0)

/** What is said over one connection: its requests in turn, each answered before the next is read. A body has at most `most` bytes. */
export class Exchanges {
  readonly #listener: Listener
  readonly #answer: Answer
  readonly #most: number
  #held: Buffer = nothing
  #busy = false
  #over = false
  #told = false

  constructor(listener: Listener, answer: Answer, most: number) {
    this.#listener = listener
    this.#answer = answer
    this.#most = most
  }

  hear(bytes: Buffer): void {
    // Whoever was refused may still be talking: unread, so that the refusal reaches them.
    if (this.#over) return
    this.#held = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes])
    if (!this.#busy) this.#read()
  }

  #read(): void {
    const reading = readRequest(this.#held, this.#most)
    if (reading.kind === 'whole') this.#take(reading)
    else if (reading.kind === 'more') this.#encourage(reading.head?.headers.get('expect'))
    else this.#end(written({ status: reading.status, headers: {}, body: '' }, true))
  }

  #take({ request, bytes, last }: Whole): void {
    this.#told = false
    this.#held = this.#held.length === bytes ? nothing : this.#held.subarray(bytes)
    void this.#serve(request, last)
  }

  #encourage(expected: string | undefined): void {
    if (this.#told || expected?.toLowerCase() !== '100-continue') return
    this.#told = true
    this.#listener.write(goOn)
  }

  async #serve(request: PlainRequest, last: boolean): Promise<void> {
    this.#busy = true
    const reply = written(await this.#answer(request), last)
    this.#busy = false
    if (this.#listener.isOver()) return
    if (last) this.#end(reply)
    else this.#listener.write(reply)
    if (this.#held.length > 0) this.#read()
  }

  #end(reply: string): void {
    this.#over = true
    this.#held = nothing
    this.#listener.end(reply)
  }
}
