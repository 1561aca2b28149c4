import { type Answer, knock } from './door.ts'
import type { World } from './world.ts'

type More = Readonly<Record<string, string>>

/** A browser with its tabs: what an answer told it to keep goes along with every call that is sent after the answer has come. */
export const browser = (w: World) => {
  const jar = new Map<string, string>()
  const keep = (cookies: readonly string[]): void => {
    for (const cookie of cookies) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=')
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
  }

  /** Sends now. The answer is there when it `arrives`: before that, the browser knows nothing of it. */
  const send = (route: string, body: object, { token = '', ...more }: More = {}) => {
    const Cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { 'Latchkey-Client': 'web', Cookie, ...more }
    const answered = knock(w, route, {
      headers,
      ...(route.startsWith('DELETE') ? {} : { body }),
      ...(token === '' ? {} : { token }),
    })
    const arrives = async (): Promise<Answer> => {
      const answer = await answered
      keep(answer.cookies)
      return answer
    }
    return { answered, arrives }
  }

  /** `lost`: the network lost the whole answer; else its cookies came, at least. */
  const ask = async (route: string, body: object, more: More = {}, { lost = false } = {}): Promise<Answer> => {
    const { answered, arrives } = send(route, body, more)
    return lost ? answered : arrives()
  }

  return Object.assign(ask, { send, keeps: () => [...jar.keys()] })
}
