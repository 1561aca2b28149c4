import { httpTransport } from '#adapters/aws-transport'

/** Posts JSON, answers JSON. What is not a success throws. */
export type Ask = (path: string, body: object) => Promise<Record<string, string>>

let asked = 0

// Every request from another address: limits of addresses are not what is measured.
const nextSource = (): string => `198.51.${Math.floor(asked / 250) % 250}.${1 + (asked++ % 250)}`

/**
 * Asks a server over connections that stay open, as a browser or an app does; `most` requests at a time. Whoever asks shares the machine with who is
 * asked, and takes from a server of many threads what it leaves to a server of one: so it does as little as can be.
 */
export const askingAt = (url: string, most: number): Ask => {
  const carry = httpTransport(new URL(url), { connectMs: 5_000, answerMs: 60_000, reuse: true, connections: most })
  const { host } = new URL(url)
  return async (path, body) => {
    const text = JSON.stringify(body)
    const headers = {
      host,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      origin: 'http://127.0.0.1',
      'latchkey-local-source': nextSource(),
    }
    const answer = await carry({ path, headers, body: text })
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.body}`)
    return JSON.parse(answer.body)
  }
}
