import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { routes } from '#lambdas/routes'
import type { Contract } from '#runtime/contract'
import { withAdmin } from '#support/admin'
import { otherThan, PHONE, signIn, start, withAnna } from '#support/anna'
import { type Call, knock, knockAt } from '#support/door'
import { newestCode, type World, world } from '#support/world'

const LONE = '\ud800'
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

const rawBodies = [
  '',
  ' ',
  'null',
  'true',
  '0',
  '-0',
  '1e999',
  '9'.repeat(400),
  '""',
  '[]',
  '[{}]',
  '{',
  '{"a":}',
  '{} {}',
  '\ufeff{}',
  'undefined',
  '{"__proto__":{"trusted":true}}',
  '{"constructor":{"prototype":{"trusted":true}}}',
  '{"__proto__":null,"toString":1,"hasOwnProperty":2,"then":3}',
  '{"\\ud800":"\\udfff"}',
  `{"phone":"${LONE}"}`,
  '{"phone":"\\u0000+447700900123"}',
  nested(2_000),
  `${'{"a":'.repeat(1_300)}1${'}'.repeat(1_300)}`,
  `{"phone":"${'9'.repeat(9_000)}"}`,
  'x'.repeat(10_000_000),
  `{"phone":"${' '.repeat(10_000_000)}"}`,
]

const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    Number.MAX_SAFE_INTEGER,
    '',
    ' ',
    LONE,
    `12345${LONE}`,
    '１２３４５６',
    '١٢٣٤٥٦',
    '12 34 56',
    '+123456',
    '123456\u0000',
    '1e5',
    '__proto__',
    'constructor',
    [],
    ['123456'],
    [PHONE, PHONE],
    {},
    { toString: '123456' },
    { length: 6 },
    { $ne: '' },
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.jsonValue({ maxDepth: 3 }),
)

const id = fc.oneof(
  fc.constantFrom(
    '',
    '..',
    '__proto__',
    'constructor',
    LONE,
    '#',
    'PERSON',
    'a'.repeat(22),
    'a'.repeat(44),
    'a'.repeat(3_000),
    '😀'.repeat(600),
    '\u0000',
    '%00',
    'a/b',
  ),
  fc.string({ unit: 'binary', maxLength: 80 }),
)

const headers = fc.dictionary(
  fc.constantFrom(
    'Accept-Language',
    'Latchkey-Client',
    'Latchkey-Device',
    'Cookie',
    'Authorization',
    'Origin',
    'Content-Type',
    'User-Agent',
    'X-Forwarded-For',
    'Idempotency-Key',
    'Content-Encoding',
    'Content-Length',
    'Host',
    '__proto__',
  ),
  fc.oneof(
    fc.constantFrom(
      'web',
      'app',
      'constructor',
      '__proto__',
      'Bearer x',
      `Bearer ${'a.'.repeat(900)}a`,
      '~~~~',
      '__Host-latchkey-client=; __proto__=1',
      '*;q=nonsense',
      'en-'.repeat(300),
      'k'.repeat(3_000),
      'gzip, br',
      '-1',
      'application/json',
    ),
    fc.string({ unit: 'binary', maxLength: 120 }),
  ),
  { maxKeys: 4 },
)

const fieldsOf = ({ body }: Contract): readonly string[] => {
  const shape = (body as unknown as { _zod?: { def?: { shape?: object } } } | undefined)?._zod?.def?.shape
  return shape === undefined ? [] : Object.keys(shape)
}

/** A body of the right fields with the wrong things in them, or with one that is nobody's. */
const bodyFor = (contract: Contract) =>
  fc.oneof(
    fc.constantFrom(...rawBodies).map((raw) => ({ raw })),
    fc
      .record(Object.fromEntries(fieldsOf(contract).map((field) => [field, junk])), { requiredKeys: [] })
      .map((body) => ({ body })),
    fc.tuple(fc.string(), junk).map(([name, value]) => ({ body: { [name]: value } })),
    junk.map((body) => ({ body })),
  )

const namesIn = (route: string) => [...route.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)

const callOf = (contract: Contract) =>
  fc.record({
    sent: bodyFor(contract),
    headers,
    params: fc.record(Object.fromEntries(namesIn(contract.route).map((name) => [name, id]))),
    query: fc.option(fc.dictionary(fc.string({ maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 80 })), {
      nil: undefined,
    }),
    signedIn: fc.boolean(),
    base64: fc.boolean(),
  })

const copies = new WeakMap<World, { readonly asked: number; readonly text: string }>()

/** Everything that is stored, but what a network was counted for and the keys of calls that may be repeated. The same while no table is asked anything. */
const stored = (w: World): string => {
  const copy = copies.get(w)
  if (copy?.asked === w.asked.length) return copy.text
  const { tables } = w.engine.snapshot() as { tables: { name: string; items: { pk: { S: string } }[] }[] }
  const text = JSON.stringify(tables.map(({ items }) => items.filter(({ pk }) => !/^(SOURCE|IDEMPOTENCY)#/.test(pk.S))))
  copies.set(w, { asked: w.asked.length, text })
  return text
}

const mayChange = (contract: Contract) => contract.access === 'person' || contract.access === 'admin'

type Sent = Omit<Call, 'headers'> & { readonly headers: Readonly<Record<string, string>> }

/** Below 500, in time; and what is refused as nonsense leaves nothing behind and sends nothing. */
const sendTo = async (w: World, contract: Contract, params: Record<string, string>, call: Sent): Promise<void> => {
  const [before, jobs] = [stored(w), w.jobs.length]
  const begun = performance.now()
  const { status } = await knockAt(w, contract, params, call)
  assert.ok(status < 500, `${contract.route} answered ${status}`)
  assert.ok(performance.now() - begun < 5_000, `${contract.route} hung`)
  if (![400, 401, 403, 404].includes(status) || wasCharged(contract)) return
  assert.equal(stored(w), before, `${contract.route} stored something`)
  assert.equal(w.jobs.length, jobs, `${contract.route} sent something`)
}

/** A wrong password is a 401, and is counted like any other. */
const wasCharged = ({ refuses }: Contract) => refuses.includes('wrong_password')

const doorsOf = (access: readonly Contract['access'][]) => routes.filter((contract) => access.includes(contract.access))

/** Nonsense of the generators, and every raw body once: nothing is left to chance that was thought of. */
const assail = async (w: World, contract: Contract, token: string | undefined, runs: number) => {
  const auth = token === undefined ? {} : { token }
  const ids = (name: string) => Object.fromEntries(namesIn(contract.route).map((it) => [it, name]))
  for (const raw of rawBodies)
    for (const base64 of [false, true])
      await sendTo(w, contract, ids('a'.repeat(22)), {
        raw,
        base64,
        headers: { 'Content-Type': 'application/json' },
        ...auth,
      })
  await fc.assert(
    fc.asyncProperty(callOf(contract), async ({ sent, headers, params, query, base64 }) => {
      const { Authorization: claimed = '', ...kept } = headers
      const shown: Call['headers'] = token === undefined && claimed !== '' ? { Authorization: claimed } : {}
      const asked = query === undefined ? {} : { query }
      await sendTo(w, contract, params, { ...sent, base64, headers: { ...kept, ...shown }, ...asked, ...auth })
    }),
    { numRuns: runs },
  )
}

test('whatever is sent to any door: an answer below 500 in time, nothing stored, nothing sent', async () => {
  const w = world()
  await withAnna(w)
  const { accessToken } = (await signIn(w)).body
  const before = stored(w)
  const sent = w.jobs.length
  for (const contract of routes) {
    await assail(w, contract, undefined, 40)
    // Who is signed in as somebody else's kind of caller is nobody special.
    if (!mayChange(contract)) await assail(w, contract, accessToken, 10)
    assert.equal(stored(w), before, `${contract.route} stored something`)
  }
  assert.equal(w.jobs.length, sent)
})

test('somebody signed in who sends nonsense to the doors of their own account gets a refusal, never an error', async () => {
  const w = world()
  await withAnna(w)
  for (const contract of doorsOf(['person', 'admin'])) {
    w.passes(3 * 3_600_000)
    await assail(w, contract, (await signIn(w)).body.accessToken, 30)
  }
})

test('an admin who sends nonsense to the doors of the organisation gets a refusal, never an error', async () => {
  const w = world()
  const { organisationId } = await withAnna(w)
  for (const contract of doorsOf(['admin'])) {
    const { token } = await withAdmin(w, organisationId)
    await assail(w, contract, token, 40)
  }
})

test('a body of 8,192 bytes is read, and of one byte more refused, however it is carried and written', async () => {
  const w = world()
  await withAnna(w)
  for (const letter of [' ', 'é', '号', '😀'])
    for (const base64 of [false, true])
      for (const bytes of [8_192, 8_193]) {
        const wide = letter.repeat(Math.floor(8_000 / Buffer.byteLength(letter)))
        const open = `{"phone":"${wide}"}`
        const text = open + ' '.repeat(bytes - Buffer.byteLength(open))
        const raw = base64 ? Buffer.from(text).toString('base64') : text
        const { body } = await knock(w, 'POST /login/phone', { raw, base64 })
        const [{ path }] = body.fields
        assert.equal(path, bytes > 8_192 ? 'body' : 'phone', `${bytes} ${JSON.stringify(letter)} ${base64}`)
      }
})

test('an id of three thousand letters is an id of nobody', async () => {
  const w = world()
  await withAnna(w)
  const { accessToken } = (await signIn(w)).body
  for (const path of ['/me/devices/', '/me/sessions/']) {
    const answer = await knock(w, `DELETE ${path}${'a'.repeat(3_000)}`, { token: accessToken })
    const unknown = await knock(w, `DELETE ${path}${'a'.repeat(22)}`, { token: accessToken })
    assert.deepEqual([answer.status, answer.body?.code], [unknown.status, unknown.body?.code])
  }
})

test('a code or PIN has one spelling: six ASCII digits, and white space around them', async () => {
  const w = world()
  await withAnna(w)
  const { loginId } = (await start(w)).body
  const code = newestCode(w, PHONE)
  const wide = [...code].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')
  for (const other of [
    wide,
    `${code}\u0000`,
    `+${code}`,
    `${code}.0`,
    `0${code}`,
    `${code.slice(0, 3)} ${code.slice(3)}`,
    Number(code),
    [code],
  ]) {
    const answer = await knock(w, `POST /login/${loginId}/code`, { body: { code: other } })
    assert.equal(answer.body.code, 'invalid_request', String(other))
  }
  const spaced = await knock(w, `POST /login/${loginId}/code`, { body: { code: ` ${code}\n` } })
  assert.equal(spaced.status, 200)
})

test('a body cannot say whose login it is, what is left or what was proved', async () => {
  const w = world()
  const { personId } = await withAnna(w)
  const { loginId } = (await start(w)).body
  const code = otherThan(newestCode(w, PHONE))
  for (const more of [
    { personId },
    { trusted: true },
    { attemptsLeft: 99 },
    { purpose: 'pin_reset' },
    { step: 'pin' },
    { proved: ['sms'] },
  ]) {
    const answer = await knock(w, `POST /login/${loginId}/code`, { body: { code, ...more } })
    assert.equal(answer.body.code, 'invalid_request')
  }
  assert.equal((await knock(w, `GET /login/${loginId}`)).body.code.attemptsLeft, 5)
})

test('a call that takes no body takes none: fields that it does not know are refused there as everywhere', async () => {
  const w = world()
  const { organisationId, personId } = await withAnna(w)
  const { accessToken } = (await signIn(w)).body
  const { ask } = await withAdmin(w, organisationId)
  const { loginId } = (await start(w)).body
  const doors = [
    `POST /organisation/people/${personId}/unlock`,
    `POST /organisation/people/${personId}/end-sessions`,
    `POST /organisation/people/${personId}/reset`,
  ]
  for (const door of doors) {
    const { status, body } = await ask(door, { body: { pin: '395028' } })
    assert.deepEqual([status, body.code, body.fields[0].problem], [400, 'invalid_request', 'not a field of this call'])
    assert.equal((await ask(door, { raw: '{' })).status, 400)
  }
  assert.equal((await knock(w, 'GET /me', { token: accessToken })).status, 200)
  for (const door of doors) assert.equal((await ask(door, { body: {} })).status, 204, door)
  assert.equal((await knock(w, `DELETE /login/${loginId}`, { body: { because: 'back' } })).status, 204)
})

test('a header never says where somebody calls from', async () => {
  const w = world({ limits: { startsPerSourceAndHour: 3 } })
  await withAnna(w)
  const spoofs = [
    'X-Forwarded-For',
    'X-Real-Ip',
    'Forwarded',
    'True-Client-Ip',
    'CF-Connecting-IP',
    'Latchkey-Local-Source',
  ]
  for (let i = 0; i < 3; i++) await start(w, `+44770090018${i}`)
  for (const [i, name] of spoofs.entries()) {
    const answer = await start(w, `+44770090019${i}`, { [name]: `203.0.${i}.9` })
    assert.equal(answer.status, 429, name)
  }
  assert.equal((await start(w, '+447700900198', {}, '203.0.113.9')).status, 200)
})
