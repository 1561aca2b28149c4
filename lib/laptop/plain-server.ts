import { createServer, type Server, type Socket } from 'node:net'
import { type Listening, openedAt } from '#laptop/listening'
import { type PlainReply, type PlainRequest, readRequest, type Whole, written } from '#laptop/plain-http'

/** Answers one request; it never rejects. */
export type Answer = (request: PlainRequest) => Promise<PlainReply>

const goOn = 'HTTP/1.1 100 Continue\r\n\r\n'
const nothing = Buffer.alloc(0)

/** One caller's connection: its requests in turn, each answered before the next is read. */
class Connection {
  readonly #socket: Socket
  readonly #answer: Answer
  readonly #most: number
  #held: Buffer = nothing
  #busy = false
  #over = false
  #told = false

  constructor(socket: Socket, answer: Answer, most: number) {
    this.#socket = socket
    this.#answer = answer
    this.#most = most
    socket.on('data', (bytes: Buffer) => this.#hear(bytes))
    socket.on('error', () => socket.destroy())
  }

  #hear(bytes: Buffer): void {
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
    this.#socket.write(goOn)
  }

  async #serve(request: PlainRequest, last: boolean): Promise<void> {
    this.#busy = true
    const reply = written(await this.#answer(request), last)
    this.#busy = false
    if (this.#socket.destroyed) return
    if (last) this.#end(reply)
    else this.#socket.write(reply)
    if (this.#held.length > 0) this.#read()
  }

  #end(reply: string): void {
    this.#over = true
    this.#held = nothing
    this.#socket.end(reply)
  }
}

/**
 * An HTTP/1.1 server on loopback for programs which call it all the time: what SDK clients speak and no more, at a third of the cost of
 * Node's own. Pages and people are not served by it. A body has at most `most` bytes.
 */
export const listenPlainly = async (port: number, answer: Answer, most: number): Promise<Listening> => {
  const sockets = new Set<Socket>()
  const server: Server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    new Connection(socket, answer, most)
  })
  const close = (): Promise<void> =>
    new Promise((closed) => {
      server.close(() => closed())
      for (const socket of sockets) socket.destroy()
    })
  return { ...(await openedAt(server, port)), close }
}
