import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { EVENT_WORDS, type StoredChange, type StoredItem } from '#core/auth-event'
import { eventsOf } from '#core/events'

const AT = Date.UTC(2026, 10, 21, 12)
const secrets = {
  handles: { HANDLE: 'BINDING' },
  passedBy: 'HANDLE',
  passMark: 'MARK',
  seed: 'SEED',
  sealed: 'SEALED',
  sealedPhone: 'SEALED',
  numberIndex: 'INDEX',
  phoneIndex: 'INDEX',
  emailIndex: 'INDEX',
  secretHash: 'HASH',
  binding: 'BINDING',
  token: 'TOKEN',
  name: 'Anna Example',
  label: 'Firefox on a PHONE',
  pin: { tag: 'TAG', salt: 'SALT' },
  pinFailures: 7,
  number: { sealed: 'SEALED', sentTo: '+44 •••• •••999', index: 'INDEX' },
}
const whose = { personId: 'anna', organisationId: 'clinic' }
const steps = (...words: readonly string[]) => words.map((word, i) => ({ at: AT + i, word }))

const login = (more: StoredItem = {}): StoredItem => ({
  ...{ ...secrets, ...whose, pk: 'LOGIN#l1', loginId: 'l1', journey: 'phone', step: 'sms_code' },
  ...{ channel: 'sms', sends: 1, sentTo: '+44 •••• •••123', trail: steps('started') },
  ...more,
})
const reset = (more: StoredItem = {}): StoredItem => ({
  ...{ ...secrets, ...whose, pk: 'RESET#r1', resetId: 'r1', purpose: 'pin', step: 'sms_code', sends: 1 },
  ...{ sentTo: '+44 •••• •••123', trail: steps('reset_started') },
  ...more,
})
const session: StoredItem = { ...secrets, ...whose, pk: 'PERSON#anna', sk: 'SESSION#s1', sessionId: 's1' }
const device: StoredItem = { ...secrets, ...whose, pk: 'PERSON#anna', sk: 'DEVICE#d1', deviceId: 'd1' }
const person = (more: StoredItem = {}): StoredItem => ({
  ...{ ...secrets, ...whose, pk: 'PERSON#anna', sk: 'PERSON', pinEpoch: 1, passwordEpoch: 0, disabled: false },
  ...more,
})

const change = (before: StoredItem | undefined, after: StoredItem | undefined, byExpiry = false): StoredChange => ({
  id: 'record',
  at: AT,
  ...(before && { before }),
  ...(after && { after }),
  byExpiry,
})
const typesOf = (...args: Parameters<typeof change>) => eventsOf(change(...args)).map(({ type }) => type)

test('what a login newly leaves in its trail is told, with its time, its place and a masked number', () => {
  const [event, ...more] = eventsOf(change(login(), login({ step: 'pin', trail: steps('started', 'code_tried') })))
  assert.deepEqual(more, [])
  assert.deepEqual(event, {
    version: 1,
    eventId: 'login.l1.1',
    at: '2026-11-21T12:00:00.001Z',
    type: 'login.code_tried',
    organisationId: 'clinic',
    journey: 'phone',
    personId: 'anna',
    loginId: 'l1',
    channel: 'sms',
    sentTo: '+44 •••• •••123',
  })
})

test('a write that leaves no footprint says nothing, and several footprints of one write are told in their order', () => {
  assert.deepEqual(typesOf(login(), login({ tries: 1 })), [])
  const both = eventsOf(change(login(), login({ trail: steps('started', 'code_right', 'cancelled') })))
  assert.deepEqual(
    both.map(({ type, eventId }) => [type, eventId]),
    [
      ['login.code_right', 'login.l1.1'],
      ['login.cancelled', 'login.l1.2'],
    ],
  )
})

test('a right code is told with the address it went to, not with the next one', () => {
  const mailed = reset({
    step: 'email_code',
    sentTo: 'a•••@example.com',
    trail: steps('reset_started', 'sms_code_right'),
  })
  const [event] = eventsOf(change(reset(), mailed))
  assert.deepEqual([event?.type, event?.channel, event?.sentTo], ['reset.sms_code_right', 'sms', '+44 •••• •••123'])
})

test('where no code was sent nobody is named as having been sent one', () => {
  const [trusted] = eventsOf(change(undefined, login({ sends: 0, trail: steps('trusted_device') })))
  assert.deepEqual([trusted?.channel, trusted?.sentTo], [undefined, undefined])
  const waiting = reset({ step: 'new_pin' })
  const [refused] = eventsOf(change(waiting, reset({ step: 'new_pin', trail: steps('reset_started', 'pin_refused') })))
  assert.deepEqual([refused?.type, refused?.channel], ['reset.pin_refused', undefined])
})

test('a number or address that leads to nobody is told without a person', () => {
  const { personId: _, ...decoy } = login()
  const [event] = eventsOf(change(undefined, decoy))
  assert.ok(event && !('personId' in event))
})

test('sessions, devices and people are told when they begin, end and change, and not when they only renew or count', () => {
  const facts: readonly (readonly [readonly string[], ...Parameters<typeof change>])[] = [
    [['session.begun'], undefined, session],
    [[], session, { ...session, generation: 2 }],
    [['session.ended'], session, undefined],
    [['session.ended'], session, { ...session, endedAt: 1 }],
    [['session.reused'], session, { ...session, endedAt: 1, reused: true }],
    [[], session, undefined, true],
    [[], undefined, { pk: session.pk, sk: session.sk, ...whose, endedAt: 1 }],
    [[], { pk: session.pk, sk: session.sk, ...whose, endedAt: 1 }, undefined],
    [[], { ...session, endedAt: 1, reused: true }, undefined],
    [['device.begun'], undefined, device],
    [['device.ended'], device, undefined],
    [['person.created'], undefined, person()],
    [['person.removed'], person(), undefined],
    [[], person(), person({ pinFailures: 8 })],
    [['person.pin_changed'], person(), person({ pinEpoch: 2 })],
    [['person.password_changed', 'person.number_changed'], person(), person({ passwordEpoch: 1, phoneIndex: 'other' })],
    [['person.email_changed', 'person.role_changed'], person(), person({ emailIndex: 'other', role: 'admin' })],
    [['person.disabled'], person(), person({ disabled: true })],
    [['person.enabled'], person({ disabled: true }), person()],
    [['number_change.started'], undefined, login({ journey: 'change' })],
    [[], login(), undefined],
    [[], undefined, { pk: 'NUMBER#index', s0: 1 }],
    [[], undefined, { pk: 'ORG#clinic', sk: 'PERSON#anna', ...whose }],
  ]
  for (const [types, ...args] of facts) assert.deepEqual(typesOf(...args), types)
})

const news = (more: StoredItem): StoredItem => ({
  ...{ ...secrets, pk: 'ORG#clinic', sk: 'NEWS#000001#paused', organisationId: 'clinic', at: AT },
  ...more,
})
const paused = news({
  word: 'paused',
  refused: true,
  until: AT,
  why: 'never_given',
  counted: { sent: 50, given: 3, wrong: 0 },
})

test('what text messages met is told once: by the write that says so', () => {
  assert.deepEqual(eventsOf(change(undefined, paused)), [
    {
      ...{
        version: 1,
        eventId: `messages.clinic.paused..${AT}`,
        at: new Date(AT).toISOString(),
        type: 'messages.paused',
      },
      ...{ organisationId: 'clinic', refused: true, until: new Date(AT).toISOString(), why: 'never_given' },
      counted: { sent: 50, given: 3, wrong: 0 },
    },
  ])
  for (const [before, after, byExpiry] of [
    [paused, paused],
    [paused, undefined],
    [paused, undefined, true],
    [undefined, news({ word: 'a secret' })],
    [undefined, { ...paused, sk: 'LINE#000001' }],
  ] as const)
    assert.deepEqual(typesOf(before, after, byExpiry), [])
})

const audit: StoredItem = {
  ...{
    ...secrets,
    ...whose,
    pk: 'ORG#clinic',
    sk: 'AUDIT#000001#a1',
    auditId: 'a1',
    action: 'number_corrected',
    at: AT,
  },
  ...{ by: { kind: 'admin', personId: 'ada', name: 'Anna Example' }, reason: 'Anna called', changes: [{ to: '999' }] },
}

test('what an admin or the operator did is told: who, what and to whom, and nothing of what they wrote', () => {
  const [event, ...more] = eventsOf(change(undefined, audit))
  assert.deepEqual(more, [])
  assert.deepEqual(event, {
    ...{ version: 1, eventId: 'audit.clinic.a1', at: new Date(AT).toISOString(), type: 'audit.number_corrected' },
    ...{ organisationId: 'clinic', by: 'admin', personId: 'anna', byPersonId: 'ada' },
  })
  const byOperator = { ...audit, personId: undefined, by: { kind: 'operator' } }
  assert.deepEqual(Object.keys(eventsOf(change(undefined, byOperator))[0] ?? {}).length, 6)
  assert.deepEqual(typesOf(audit, audit), [])
  assert.deepEqual(typesOf(audit, undefined, true), [])
})

const everything = [
  change(undefined, audit),
  change(undefined, paused),
  change(undefined, news({ word: 'resumed', by: 'admin' })),
  change(undefined, news({ word: 'country_limited', country: 'GB', refused: false, until: AT })),
  change(undefined, login()),
  change(login(), login({ trail: steps('started', 'code_right', 'signed_in') })),
  change(undefined, reset()),
  change(undefined, session),
  change(device, undefined),
  change(undefined, person()),
  change(person(), person({ pinEpoch: 2, disabled: true, role: 'admin' })),
]

test('no event holds a secret, a handle, an index, a name or a counter', () => {
  const told = everything.flatMap(eventsOf)
  assert.ok(told.length >= 9)
  for (const event of told)
    assert.doesNotMatch(JSON.stringify(event), /[A-Z]{4,}|Anna|Firefox|999|Failures|Epoch/, event.type)
})

test('a record that comes again says the same events by the same ids, and no two events share one', () => {
  const told = everything.flatMap(eventsOf)
  assert.deepEqual(everything.flatMap(eventsOf), told)
  const named = eventsOf(change(login(), login({ trail: steps('started', 'a', 'b', 'c') }))).map(
    ({ eventId }) => eventId,
  )
  assert.equal(new Set(named).size, 3)
})

const page = readFileSync(new URL('../../docs/events.md', import.meta.url), 'utf8')

test('the page about events lists every type, with the sentence that the code has for it', () => {
  for (const [subject, words] of Object.entries(EVENT_WORDS)) {
    for (const [word, sentence] of Object.entries(words)) {
      const name = subject === 'trail' ? word : `${subject}.${word}`
      assert.ok(page.includes(`| \`${name}\` | ${sentence} |`), name)
    }
  }
})

test('the page about events lists every field that an event may have, and no other', () => {
  const fields = new Set(everything.flatMap(eventsOf).flatMap((event) => Object.keys(event)))
  const [, table = ''] = /## Fields\n([\s\S]*?)\n## /.exec(page) ?? []
  const listed = [...table.matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name)
  assert.deepEqual(listed.sort(), [...fields].sort())
})
