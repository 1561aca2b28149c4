import { CanaryStopped, type CanaryTrouble, type Knock, type PublicDoor } from '#core/canary'
import type { Ports } from '#core/ports'
import { REFUSALS, type Refusal } from '#core/refusal'

// Seven calls of at most this long end before the function does.
const PATIENCE_MS = 4_000

type Said = { readonly status: number; readonly body: Readonly<Record<string, unknown>> }

const recordOf = (text: string): Said['body'] => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Said['body']) : {}
  } catch {
    return {}
  }
}

// What stands at the address may be anything: only a word of ours is repeated.
const troubleIn = ({ status, body }: Said): CanaryTrouble => {
  const { code } = body
  return typeof code === 'string' && Object.hasOwn(REFUSALS, code) ? (code as Refusal) : `status_${status}`
}

/** The API where people meet it: through DNS, certificate, content delivery network, firewall and gateway. */
export const publicDoor = (origin: string): PublicDoor => {
  const knock = async ({ at, route, body, token }: Knock): Promise<Said> => {
    const [method = '', path = ''] = route.split(' ')
    const headers = {
      'User-Agent': 'latchkey-canary',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    }
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const signal = AbortSignal.timeout(PATIENCE_MS)
    try {
      const reply = await fetch(`${origin}${path}`, { method, headers, ...sent, signal, redirect: 'error' })
      return { status: reply.status, body: recordOf(await reply.text()) }
    } catch {
      throw new CanaryStopped(at, 'no_answer')
    }
  }
  return {
    async ask(one) {
      const said = await knock(one)
      if (said.status < 200 || said.status > 299) throw new CanaryStopped(one.at, troubleIn(said))
      return said.body
    },
    async isRefused(one, word) {
      const said = await knock(one)
      if (said.status < 300) throw new CanaryStopped(one.at, 'not_what_was_promised')
      if (troubleIn(said) !== word) throw new CanaryStopped(one.at, troubleIn(said))
    },
  }
}

export const make = ({ stage }: Pick<Ports, 'stage'>): PublicDoor => publicDoor(stage.publicOrigin)
