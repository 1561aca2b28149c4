import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE } from '#core/time'

process.env.LATCHKEY_LOG_LEVEL = 'SILENT'
const { PHONE, PIN, withAnna } = await import('#support/anna')
const { knock } = await import('#support/door')
const { world } = await import('#support/world')
const { withQuickSecrets } = await import('./quick-secrets.ts')
const { turns } = await import('./turns.ts')

type World = ReturnType<typeof world>
type Answer = Awaited<ReturnType<typeof knock>>

/** Every way to lay `a` calls of one beside `b` of another, each in its own order. */
const merges = (a: number, b: number): readonly (readonly (0 | 1)[])[] => [
  ...(a > 0 ? merges(a - 1, b).map((rest) => [0 as const, ...rest]) : []),
  ...(b > 0 ? merges(a, b - 1).map((rest) => [1 as const, ...rest]) : []),
  ...(a + b === 0 ? [[]] : []),
]

/** The code that a login waits for, as the phone would show it. */
const codeOf = async (w: World, loginId: string): Promise<string> => {
  const about = loginId.slice(0, 22)
  const login = await w.db.get('logins', { pk: `LOGIN#${about}` })
  const wait = { about, purpose: 'sign_in' as const, seed: String(login?.seed), channel: String(login?.channel) }
  const [code = ''] = await w.ports.codes.of(wait, Number(login?.sends))
  return code
}

/** Somebody on the way in from a network of their own: number, code, PIN, one after the other. */
const client = (w: World, source: string) => {
  let loginId = ''
  const steps = [
    async () => {
      const answer = await knock(w, 'POST /login/phone', { body: { phone: PHONE }, source })
      loginId = answer.body.loginId
      return answer
    },
    async () => knock(w, `POST /login/${loginId}/code`, { body: { code: await codeOf(w, loginId) }, source }),
    () => knock(w, `POST /login/${loginId}/pin`, { body: { pin: PIN }, source }),
  ]
  let done = 0
  return {
    next: (): (() => Promise<Answer>) | undefined => steps[done++],
    gaveUp: () => {
      done = steps.length
    },
    /** All of it once more, from the number on. */
    anew: async () => {
      for (const step of steps)
        assert.equal((await step()).status, 200, 'whoever got no answer begins anew and gets in')
    },
  }
}

test('two clients of one person, three calls each, in every order and with a crash at every request: both get in, and no session is made twice', async () => {
  const w = withQuickSecrets(world({ limits: { startsPerNumber: [{ most: 10, withinMs: 15 * MINUTE }] } }))
  const { personId } = await withAnna(w)
  w.provider.hold = true
  const { play } = turns(w)
  const fresh = w.engine.snapshot()
  const keptSessions = () => w.ports.sessions.sessionsOf(personId)

  /** How many requests it took; the one at `crashAt` is the last of its function. */
  const once = async (order: readonly (0 | 1)[], crashAt?: number): Promise<number> => {
    w.engine.restore(fresh)
    const clients = ['203.0.1.1', '203.0.2.1'].map((source) => client(w, source))
    let asked = 0
    let signedIn = 0
    let lost: ReturnType<typeof client> | undefined
    for (const who of order) {
      const call = clients[who]?.next()
      if (call === undefined) continue
      const mishaps = crashAt === undefined ? [] : [{ at: crashAt - asked, fault: 'crash' as const }]
      const { answers, choices } = await play([call], [], mishaps)
      asked += choices.length
      const [answer] = answers
      if (answer === 'crashed') {
        lost = clients[who]
        lost?.gaveUp()
        continue
      }
      assert.equal(answer?.status, 200, `whom nothing happened to goes on: ${order.join('')} ${crashAt}`)
      if (answer?.body.accessToken !== undefined) signedIn++
    }
    assert.equal(signedIn, lost === undefined ? 2 : 1)
    const kept = (await keptSessions()).length
    assert.ok(kept === signedIn || (lost !== undefined && kept === signedIn + 1), `${kept} sessions of ${signedIn}`)
    await lost?.anew()
    assert.equal((await keptSessions()).length, kept + (lost === undefined ? 0 : 1))
    assert.equal((await w.ports.people.read(personId))?.pinFailures, 0)
    return asked
  }

  let played = 0
  // Nothing tells the two clients apart: whoever is first is called the first.
  for (const rest of merges(2, 3)) {
    const order = [0 as const, ...rest]
    const requests = await once(order)
    for (let at = 0; at < requests; at++) await once(order, at)
    played += 1 + requests
  }
  assert.ok(played > 10 * 15, `${played} plays`)
})
