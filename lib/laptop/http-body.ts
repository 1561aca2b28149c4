import type { IncomingMessage } from 'node:http'

/** The whole body, or undefined as soon as it is longer than `mostBytes`; the rest is then drained unread. */
export const bodyOf = (request: IncomingMessage, mostBytes: number): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let bytes = 0
    request.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes <= mostBytes) parts.push(part)
      else resolve(undefined)
    })
    request.on('end', () => resolve(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)))
    request.on('error', reject)
    request.on('close', () => reject(new Error('the caller hung up')))
  })
