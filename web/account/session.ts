import { type Client, latchkeyClient, Problem } from '../client/client.ts'
import { api } from '../ui/api.ts'
import { language } from '../ui/language.ts'
import { noticeLater } from '../ui/notices.ts'
import { accountWords } from './words.ts'

type Held = { readonly token: string; readonly freshUntil: number }

// In memory of this page only: what renews it lies in a cookie that no script reads.
let held: Held | undefined

const marginSeconds = 30

const renew = async (): Promise<string> => {
  const { accessToken, expiresInSeconds } = await api.call('POST /session/refresh', { body: {} })
  held = { token: accessToken, freshUntil: performance.now() + (expiresInSeconds - marginSeconds) * 1000 }
  return accessToken
}

const fresh = (): string | undefined => (held && held.freshUntil > performance.now() ? held.token : undefined)

// One tab at a time: two that rotate the same cookie at once would have to rely on the server's grace. Who waited uses what the one before got.
const renewAlone = async (): Promise<string> => {
  const renewed = async () => fresh() ?? (await renew())
  return 'locks' in navigator ? await navigator.locks.request('latchkey-refresh', renewed) : await renewed()
}

const token = (): Promise<string> | string => fresh() ?? renewAlone()

const client = latchkeyClient({ kind: 'web', language: () => language, accessToken: token })

/** Never resolves: the page is on its way to signing in. */
const toSignIn = (): Promise<never> => {
  held = undefined
  location.replace('/sign-in')
  return new Promise(() => {})
}

const isOver = (error: unknown): boolean => error instanceof Problem && error.code === 'unauthenticated'

/** The API as the person who is signed in calls it. A session that has ended leads to signing in. */
export const signedIn: Client = {
  call: async (route, ...ask) => {
    try {
      return await client.call(route, ...ask)
    } catch (error) {
      if (!isOver(error)) throw error
      held = undefined
    }
    try {
      return await client.call(route, ...ask)
    } catch (error) {
      return isOver(error) ? toSignIn() : Promise.reject(error)
    }
  },
}

export const signOut = async (): Promise<void> => {
  await client.call('DELETE /session').catch(() => {})
  noticeLater({ tone: 'good', title: accountWords.signedOut })
  await toSignIn()
}
