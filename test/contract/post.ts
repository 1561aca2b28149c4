import { setTimeout as wait } from 'node:timers/promises'
import { engine } from './engine.ts'

type Message = { readonly id: string; readonly to: string; readonly channel: string; readonly text: string }

const opened = new Set<string>()
const patienceMs = 20_000

const codeIn = (text: string): string | undefined => /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0]

const messagesTo = async (to: string): Promise<readonly Message[]> => {
  const answer = await fetch(`${engine.outbox}?to=${encodeURIComponent(to)}`)
  const { messages } = (await answer.json()) as { readonly messages: readonly Message[] }
  return messages.filter((message) => message.to === to)
}

/** The next message to a number or an address that no test has opened yet; waits for it, for it is sent in the background. */
export const nextMessage = async (to: string): Promise<Message> => {
  for (const until = Date.now() + patienceMs; Date.now() < until; await wait(50)) {
    const fresh = (await messagesTo(to)).find(({ id }) => !opened.has(id))
    if (fresh === undefined) continue
    opened.add(fresh.id)
    return fresh
  }
  throw new Error(`nothing came to ${to} in ${patienceMs / 1000} s`)
}

/** The six digits of the next message that has any: notices are opened on the way. */
export const nextCode = async (to: string): Promise<string> => {
  for (;;) {
    const { text } = await nextMessage(to)
    const code = codeIn(text)
    if (code !== undefined) return code
  }
}

/** Whatever has come until now is no news any more. */
export const openAll = async (to: string): Promise<void> => {
  for (const { id } of await messagesTo(to)) opened.add(id)
}

/** How many messages of any kind have gone there. */
export const sentTo = async (to: string): Promise<number> => (await messagesTo(to)).length

/** How many codes have gone there in all. Notices are not counted: they come when they come. */
export const codesTo = async (to: string): Promise<number> =>
  (await messagesTo(to)).filter(({ text }) => codeIn(text) !== undefined).length

/** Six digits that are not these. */
export const otherThan = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
