import { createServer } from 'node:http'
import type { Emulator } from './ministack.ts'

type Sms = { readonly MessageId: string; readonly Message: string }
type Mail = {
  readonly MessageId: string
  readonly To: readonly string[]
  readonly Subject: string
  readonly BodyText: string
}
type Message = {
  readonly id: string
  readonly channel: 'sms' | 'email'
  readonly to: string
  readonly text: string
  readonly code?: string
}

const ask = async <T>(url: string): Promise<T> => (await (await fetch(url)).json()) as T

const withCode = (message: Omit<Message, 'code'>): Message => {
  const code = /(?<!\d)\d{6}(?!\d)/.exec(message.text)?.[0]
  return { ...message, ...(code === undefined ? {} : { code }) }
}

const texts = async ({ url }: Emulator, to: string): Promise<readonly Message[]> => {
  const query = `phoneNumber=${encodeURIComponent(to)}`
  const answer = await ask<{ readonly sms_messages: Readonly<Record<string, readonly Sms[]>> }>(
    `${url}/_ministack/sns/sms-messages?${query}`,
  )
  const sent = answer.sms_messages[to] ?? []
  return sent.map(({ MessageId, Message }) => withCode({ id: MessageId, channel: 'sms', to, text: Message }))
}

const mails = async ({ url }: Emulator, to: string): Promise<readonly Message[]> => {
  const answer = await ask<{ readonly messages: Readonly<Record<string, readonly Mail[]>> }>(
    `${url}/_ministack/ses/messages`,
  )
  const sent = Object.values(answer.messages).flat()
  return sent
    .filter((mail) => mail.To.includes(to))
    .map(({ MessageId, BodyText }) => withCode({ id: MessageId, channel: 'email', to, text: BodyText }))
}

/** Answers `?to=` with what MiniStack took in for a number or an address, in the shape of the laptop's outbox. */
export const serveOutbox = (stack: Emulator, port = 0): Promise<{ readonly url: string; close(): void }> =>
  new Promise((listening, reject) => {
    const server = createServer(async (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
      if (pathname !== '/outbox') return void response.writeHead(404).end()
      const to = searchParams.get('to') ?? ''
      try {
        const messages = to.includes('@') ? await mails(stack, to) : await texts(stack, to)
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ messages }))
      } catch (error) {
        response.writeHead(502).end(String(error))
      }
    })
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      const taken = typeof address === 'object' && address ? address.port : port
      listening({ url: `http://127.0.0.1:${taken}/outbox`, close: () => void server.close() })
    })
  })
