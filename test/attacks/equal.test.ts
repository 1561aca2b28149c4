import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Carried } from '#support/engine-tables'

// The log is silenced before anything makes a logger: twenty thousand lines would be what is measured.
process.env.LATCHKEY_LOG_LEVEL = 'SILENT'
const { enterPin, giveCode, PHONE, start, withAnna } = await import('#support/anna')
const { knock } = await import('#support/door')
const { world } = await import('#support/world')

type World = ReturnType<typeof world>
type Answer = Awaited<ReturnType<typeof knock>>

const NOBODY = '+447700900999'
const PAIRS = 2_000
/** Rank: the chance that a call for somebody takes longer than one for nobody. */
const LOWEST = 0.45
const HIGHEST = 0.55

before(() => assert.equal(process.env.LATCHKEY_LOG_LEVEL, 'SILENT'))

/** The code a login waits for now, whoever it belongs to. */
const derived = async (w: World, loginId: string): Promise<string> => {
  const login = loginId.slice(0, 22)
  const item = (await w.db.get('logins', { pk: `LOGIN#${login}` })) ?? {}
  const wait = { about: login, purpose: 'sign_in' as const, seed: String(item.seed), channel: String(item.channel) }
  return (await w.ports.codes.of(wait, Number(item.sends))).at(-1) ?? ''
}

const wrong = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, '0')

/** What a caller can see, without what is random or a time, and the calls it took. */
const seen = (w: World, answer: Answer) => {
  const { 'Latchkey-Request-Id': _, ...headers } = answer.headers
  const body = JSON.parse(
    JSON.stringify(answer.body, (name, value) =>
      name === 'requestId' ? '' : ['loginId', 'sentTo'].includes(name) ? String(value).length : value,
    ),
  )
  const calls = { tables: w.asked.map(({ operation }) => operation).join(), keys: w.keys.asked.join() }
  w.forget()
  w.keys.asked.splice(0)
  const { requestId: _id, ...told } = answer.body
  return {
    status: answer.status,
    headers,
    body,
    length: JSON.stringify(told).length,
    cookies: answer.cookies,
    ...calls,
  }
}

const walk = async (w: World, phone: string) => {
  const trail: unknown[] = []
  const note = (answer: Answer) => trail.push(seen(w, answer))
  w.forget()
  w.keys.asked.splice(0)
  const begun = await start(w, phone)
  note(begun)
  const { loginId } = begun.body
  const code = await derived(w, loginId)
  w.forget()
  note(await knock(w, `POST /login/${loginId}/code/resend`, { body: {} }))
  w.passes(30_000)
  note(await knock(w, `POST /login/${loginId}/code/resend`, { body: {} }))
  note(await giveCode(w, loginId, code))
  note(await giveCode(w, loginId, wrong(code)))
  note(await enterPin(w, loginId, '000001'))
  note(await giveCode(w, loginId, await derived(w, loginId)))
  for (let i = 0; i < 6; i++) {
    note(await enterPin(w, loginId, wrong('000000', i)))
    w.passes(30_000)
  }
  return trail
}

test('from the number to the locked PIN, a caller sees the same for somebody and for nobody, and it takes the same calls', async () => {
  const [a, b] = [world(), world()]
  for (const w of [a, b]) {
    await withAnna(w)
    w.provider.hold = true
    await start(w, '+447700900998')
  }
  assert.deepEqual(await walk(a, PHONE), await walk(b, NOBODY))
})

/** For three wrong PINs: what the write that charges the person asks about, and how much it is answered. */
const charges = async (phone: string) => {
  const answered: string[] = []
  const carried: Carried = (carry) => async (request) => {
    const answer = await carry(request)
    if (/"pinFailures/.test(answer.body)) answered.push(answer.body)
    return answer
  }
  const w = world({ carried })
  await withAnna(w)
  w.provider.hold = true
  const { loginId } = (await start(w, phone)).body
  await giveCode(w, loginId, await derived(w, loginId))
  w.forget()
  answered.splice(0)
  for (let i = 0; i < 3; i++) await enterPin(w, loginId, wrong('000000', i))
  const values = w.asked.map(({ input }) => Object.keys(Object(Object(input).ExpressionAttributeValues)))
  const ofPerson = values.filter((names) => names.includes(':first'))
  const own = [':epoch', ':no', ':none', ':likeness', ':ttl']
  return {
    asked: ofPerson.map((names) => names.filter((name) => !own.includes(name)).sort()),
    bytes: answered.map(({ length }) => length),
  }
}

test('a PIN for nobody asks its tables as many questions as one for somebody, and is answered as much', async () => {
  const [somebody, nobody] = [await charges(PHONE), await charges(NOBODY)]
  assert.equal(somebody.asked.length, 3)
  assert.deepEqual(nobody.asked, somebody.asked)
  assert.equal(somebody.bytes.length, 3)
  for (const [i, bytes] of somebody.bytes.entries()) {
    const share = (nobody.bytes[i] ?? 0) / bytes
    assert.ok(share > 0.97 && share < 1.03, `${nobody.bytes[i]} bytes for nobody, ${bytes} for somebody`)
  }
})

/** The share of pairs of one known and one unknown time in which the known one is longer. */
const rank = (known: readonly number[], unknown: readonly number[]): number => {
  const all = [...known.map((ms) => ({ ms, known: true })), ...unknown.map((ms) => ({ ms, known: false }))]
  all.sort((a, b) => a.ms - b.ms)
  const sum = all.reduce((total, one, i) => total + (one.known ? i + 1 : 0), 0)
  return (sum - (known.length * (known.length + 1)) / 2) / (known.length * unknown.length)
}

const timed = async (times: number[], act: () => Promise<Answer>): Promise<Answer> => {
  const begun = process.hrtime.bigint()
  const answer = await act()
  times.push(Number(process.hrtime.bigint() - begun))
  return answer
}

type Times = Record<'start' | 'code' | 'pin', number[]>
const noTimes = (): Times => ({ start: [], code: [], pin: [] })

test(`over ${PAIRS} pairs in turn, no step takes longer for somebody than for nobody, or shorter`, {
  timeout: 600_000,
}, async () => {
  const most = 1_000_000
  const real = world({
    limits: {
      codeTriesPerLogin: most,
      pinTriesPerLogin: most,
      pinFailuresBeforeWaits: most,
      pinFailuresUntilDisabled: most + 1,
      pinBucket: { most, refillMs: 1 },
      codeBucket: { most, refillMs: 1 },
    },
  })
  await withAnna(real)
  real.provider.hold = true
  const hashes: Record<string, number> = { [PHONE]: 0, [NOBODY]: 0 }
  let now = PHONE
  // The slow hash is counted, not run four thousand times: one for each, whoever it is.
  const verify = async () => {
    hashes[now] = (hashes[now] ?? 0) + 1
    return false
  }
  const w = { ...real, ports: { ...real.ports, pinCheck: { ...real.ports.pinCheck, verify } } }
  const waiting: Record<string, { code: string; atCode: string; atPin: string }> = {}
  for (const phone of [PHONE, NOBODY]) {
    const atPin = (await start(w, phone)).body.loginId
    await giveCode(w, atPin, await derived(w, atPin))
    const atCode = (await start(w, phone)).body.loginId
    waiting[phone] = { code: wrong(await derived(w, atCode)), atCode, atPin }
  }
  const fresh = w.engine.snapshot()
  const times: Record<string, Times> = { [PHONE]: noTimes(), [NOBODY]: noTimes() }
  const ask = (step: keyof Times, phone: string) => {
    const { code = '', atCode = '', atPin = '' } = waiting[phone] ?? {}
    now = phone
    if (step === 'start') return start(w, phone, {}, '203.0.113.77')
    return step === 'code' ? giveCode(w, atCode, code) : enterPin(w, atPin, '000001')
  }
  for (let i = -100; i < PAIRS; i++) {
    // Old logins and their trails are swept away; and the order of a pair is a coin's.
    if (i % 5 === 0) w.engine.restore(fresh)
    for (const step of ['start', 'code', 'pin'] as const) {
      for (const phone of Math.random() < 0.5 ? [PHONE, NOBODY] : [NOBODY, PHONE]) {
        const answer = await timed(i < 0 ? [] : (times[phone]?.[step] ?? []), () => ask(step, phone))
        assert.equal(answer.status, step === 'start' ? 200 : 422)
      }
    }
    w.jobs.splice(0)
    w.forget()
  }
  assert.deepEqual(hashes, { [PHONE]: PAIRS + 100, [NOBODY]: PAIRS + 100 })
  for (const step of ['start', 'code', 'pin'] as const) {
    const auc = rank(times[PHONE]?.[step] ?? [], times[NOBODY]?.[step] ?? [])
    console.log(`${step}: AUC ${auc.toFixed(3)} over ${PAIRS} pairs`)
    assert.ok(auc > LOWEST && auc < HIGHEST, `${step}: AUC ${auc.toFixed(3)}`)
  }
})
