import { EventEmitter } from 'node:events'
import { Readable } from 'node:stream'
import { parentPort } from 'node:worker_threads'
import type { AwsAnswer, AwsQuestion } from '#laptop/worker-words'

type Options = { readonly hostname?: string; readonly port?: number; readonly path?: string; readonly method?: string }
type Asked = Options & { readonly headers?: Readonly<Record<string, string | number>> }
type Replied = (answer: AwsAnswer) => void

/**
 * Inside a worker: what its code asks of the laptop's AWS goes as a message to the thread where that lives, instead of over a socket to it. The code
 * sees Node's own `request` and a signed request's answer; other addresses are asked as ever. Answers how to hear what comes back.
 */
export const askAwsByMessage = (address: string): Replied => {
  const waiting = new Map<number, Replied>()
  let asked = 0

  class Request extends EventEmitter {
    readonly #to: Asked
    readonly #id = ++asked
    #body = ''
    #over = false

    constructor(to: Asked) {
      super()
      this.#to = to
    }

    write(part: string | Uint8Array): boolean {
      this.#body += typeof part === 'string' ? part : Buffer.from(part).toString('utf8')
      return true
    }

    end(part?: string | Uint8Array): this {
      if (part !== undefined) this.write(part)
      const { path = '/', method = 'GET', headers = {} } = this.#to
      waiting.set(this.#id, (answer) => this.#hear(answer))
      const question: AwsQuestion = {
        kind: 'asks',
        id: this.#id,
        method,
        path,
        headers: { ...headers },
        body: this.#body,
      }
      parentPort?.postMessage(question)
      return this
    }

    // As with a socket that is torn down: what was asked may have been done, its answer is nobody's.
    destroy(error?: Error): this {
      if (this.#over) return this
      this.#over = true
      waiting.delete(this.#id)
      process.nextTick(() => {
        if (error) this.emit('error', error)
        this.emit('close')
      })
      return this
    }

    #hear({ status, headers, body }: AwsAnswer): void {
      waiting.delete(this.#id)
      this.#over = true
      const incoming = Object.assign(new Readable({ read: () => undefined }), { statusCode: status, headers })
      this.emit('response', incoming)
      incoming.push(body)
      incoming.push(null)
      this.emit('close')
    }
  }

  const http = process.getBuiltinModule('node:http')
  const { hostname, port } = new URL(address)
  const overSockets = http.request
  const request = (to: Asked, heard?: (incoming: unknown) => void): unknown => {
    if (to.hostname !== hostname || String(to.port) !== port)
      return Reflect.apply(overSockets, http, heard ? [to, heard] : [to])
    const call = new Request(to)
    if (heard) call.once('response', heard)
    return call
  }
  Object.assign(http, { request })
  return (answer) => waiting.get(answer.id)?.(answer)
}
