import { Agent, type IncomingMessage, request } from 'node:http'

/** Posts JSON, answers JSON. What is not a success throws. */
export type Ask = (path: string, body: object) => Promise<Record<string, string>>

let asked = 0

// Every request from another address: limits of addresses are not what is measured.
const nextSource = (): string => `198.51.${Math.floor(asked / 250) % 250}.${1 + (asked++ % 250)}`

const textOf = async (answer: IncomingMessage): Promise<string> => {
  let text = ''
  answer.setEncoding('utf8')
  for await (const part of answer) text += part
  return text
}

/** Asks a server over connections that stay open, as a browser or an app does; `most` requests at a time. */
export const askingAt = (url: string, most: number): Ask => {
  const agent = new Agent({ keepAlive: true, maxSockets: most })
  const { hostname, port } = new URL(url)
  const post = (path: string, text: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        origin: 'http://127.0.0.1',
        'latchkey-local-source': nextSource(),
      }
      request({ agent, hostname, port, path, method: 'POST', headers }, resolve).once('error', reject).end(text)
    })
  return async (path, body) => {
    const answer = await post(path, JSON.stringify(body))
    const text = await textOf(answer)
    if ((answer.statusCode ?? 500) >= 300) throw new Error(`${path}: ${answer.statusCode} ${text}`)
    return JSON.parse(text)
  }
}
