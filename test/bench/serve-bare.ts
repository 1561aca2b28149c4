// The floor of what the laptop can reach: as many requests, threads and signed questions as a sign-in has, a token's signature, and no step, rule or
// table. Started by `http.ts`.
import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import { Worker } from 'node:worker_threads'
import { doneNow, KEEP_ALIVE_MS, type Told } from './served.ts'

const tell = (told: Told): void => void process.send?.(told)
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const item = JSON.stringify({ Attributes: { pk: { S: 'PERSON#somebody' }, tries: { N: '1' }, epoch: { N: '4' } } })

type Said = { readonly kind: 'asks' | 'done'; readonly body: string }
type Bare = { readonly run: (event: string) => Promise<string> }

// A thread for each of the three steps, one event at a time.
const bareStep = (): Bare => {
  const worker = new Worker(new URL('./bare-worker.ts', import.meta.url))
  let done: (body: string) => void = () => undefined
  let last: Promise<unknown> = Promise.resolve()
  worker.on('message', ({ kind, body }: Said) => {
    if (kind === 'done') return done(body)
    JSON.parse(body)
    worker.postMessage({ kind: 'told', body: item })
  })
  const one = (event: string): Promise<string> =>
    new Promise((resolve) => {
      done = resolve
      worker.postMessage({ kind: 'job', body: event })
    })
  return {
    run: (event) => {
      const mine = last.then(() => one(event))
      last = mine
      return mine
    },
  }
}

const steps: Readonly<Record<string, Bare>> = { '/phone': bareStep(), '/code': bareStep(), '/pin': bareStep() }

const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, async (request, response) => {
  let text = ''
  for await (const part of request) text += part
  const event = JSON.stringify({ path: request.url, headers: request.headers, body: text })
  const body = (await steps[request.url ?? '']?.run(event)) ?? '{}'
  if (request.url === '/pin') sign('sha256', Buffer.from(body), privateKey)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
})
process.on('message', () => tell(doneNow()))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  tell({ kind: 'ready', url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` })
})
