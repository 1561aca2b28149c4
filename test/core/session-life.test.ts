import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Organisation, Person } from '#core/person'
import type { Session } from '#core/session'
import { isAlive, judgeRefresh } from '#core/session-life'

const now = 100_000
const session = {
  sessionId: 's',
  personId: 'p',
  organisationId: 'o',
  epoch: 3,
  generation: 5,
  secretHash: 'new',
  previousHash: 'old',
  rotatedAt: now - 1,
  kind: 'web',
  binding: 'b',
  expiresAt: now + 1,
  idleUntil: now + 1,
} as Session
const person = { personId: 'p', organisationId: 'o', epoch: 3, disabled: false } as Person
const organisation = { organisationId: 'o' } as Organisation
const shown = { secretHash: 'new', generation: 5, ours: true, kind: 'web', binding: 'b' } as const

const of = (changed: Partial<Session>, whose: Partial<Person> = {}, where: Partial<Organisation> = {}) => ({
  session: { ...session, ...changed },
  person: { ...person, ...whose },
  organisation: { ...organisation, ...where },
})

test('a session lives while its person, their epoch, their organisation and both of its times hold', () => {
  assert.equal(isAlive(of({}), now), true)
  const over = [
    of({ expiresAt: now }),
    of({ idleUntil: now }),
    of({ epoch: 2 }),
    of({ personId: 'x' }),
    of({ organisationId: 'x' }),
    of({}, { disabled: true }),
    of({}, { epoch: 4 }),
    of({}, { organisationId: 'x' }),
    of({}, {}, { organisationId: 'x' }),
    { session, person },
    { session, organisation },
    { person, organisation },
    {},
  ]
  for (const facts of over) assert.equal(isAlive(facts, now), false, JSON.stringify(facts))
})

test('a refresh token is exchanged, given again, held against its family, or nobody’s', () => {
  const judge = (change: Partial<Parameters<typeof judgeRefresh>[1]>, at: Partial<Session> = {}) =>
    judgeRefresh(of(at), { ...shown, ...change }, now, { refreshGraceMs: 20 }, (a, b) => a === b)
  const before = { secretHash: 'old', generation: 4 } as const
  assert.equal(judge({}), 'rotate')
  assert.equal(judge(before), 'again')
  assert.equal(judge(before, { rotatedAt: now - 19 }), 'again')
  assert.equal(judge(before, { rotatedAt: now - 20 }), 'reused')
  assert.equal(judge({ secretHash: 'older', generation: 3 }), 'reused', 'two generations ago')
  assert.equal(judge({ secretHash: 'older', generation: 3, ours: false }), 'refused', 'one that was never given')
  assert.equal(judge({ generation: 6 }), 'refused', 'the newest secret under another number')
  assert.equal(judge({ ...before, generation: 5 }), 'refused', 'the one before under another number')
  for (const other of [{ kind: 'app' }, { binding: 'x' }] as const) {
    assert.equal(judge(other), 'refused', 'of another client')
    assert.equal(judge({ ...before, ...other }, { rotatedAt: now - 20 }), 'refused', 'which does not end the family')
  }
  assert.equal(judge({}, { expiresAt: now }), 'refused')
})
