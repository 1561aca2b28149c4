import assert from 'node:assert/strict'
import type { Person } from '#core/person'
import type { Session } from '#core/session'
import { CHOICES } from './belongings.ts'
import type { Attempt } from './memory.ts'
import { TYPED } from './sign-in-acts.ts'
import type { Play, Soul } from './stage.ts'

type Wire = Readonly<Record<string, { readonly S?: string } | undefined>>
type Stored = Readonly<Record<string, unknown>>

const proofs = async ({ w, cast }: Play, attempt: Attempt): Promise<void> => {
  const { personId = 'nobody' } = attempt
  const made = await w.ports.signIns.of({ loginId: attempt.id, personId })
  assert.ok(!made || personId !== 'nobody', 'I1: nobody is never signed in')
  if (made && attempt.journey === 'phone') {
    assert.equal(personId, cast.anna.personId)
    assert.ok(attempt.rightPinGiven, 'I1: a login ends well only after the right PIN')
    const way = attempt.mailAsked ? attempt.given.length > 0 : attempt.given.includes('sms')
    assert.ok(attempt.device !== undefined || way, 'I1: and after the code')
  }
  for (const channel of ['sms', 'email'] as const)
    assert.ok(attempt.passed.filter((it) => it === channel).length <= 1, 'I3: a code was accepted twice')
  assert.ok(attempt.sessions <= 1, 'I3: a login makes one session')
}

// The mailbox's code does not count among the tries of the number that was typed.
const tries = ({ compared, refunded, asksNumber }: Attempt, item: Stored): void => {
  const free = refunded + (asksNumber ? 1 : 0)
  assert.ok(compared - free <= 5, `I2: ${compared} codes compared, ${refunded} given back`)
  assert.ok(Number(item.tries ?? 0) <= 5 && Number(item.pinTries ?? 0) <= 5, 'I2: tries of a login')
  assert.ok(Number(item.tries ?? 0) >= 0 && Number(item.pinTries ?? 0) >= 0, 'I11: no counter falls below nothing')
}

const secrets = ({ w, memory }: Play, person: Person): void => {
  const passed = Math.max(0, memory.latest - memory.begunAt)
  const { pinBucket, pinBucketOfKnown, passwordBucket, passwordBucketOfKnown } = w.limits
  const buckets = { pin: [pinBucket, pinBucketOfKnown], password: [passwordBucket, passwordBucketOfKnown] }
  for (const [factor, its] of Object.entries(buckets)) {
    const key = `${person.personId} ${factor}`
    const most = its.reduce((sum, { most, refillMs }) => sum + most + Math.ceil(passed / refillMs), 0)
    const wrong = memory.wrongSecrets.get(key) ?? 0
    assert.ok(wrong <= ((memory.forgiven.get(key) ?? 0) + 1) * most, `I2: ${wrong} wrong secrets compared`)
  }
  assert.ok(person.pinFailures >= 0 && person.pinFailures <= 10, 'I11: failures in a row')
  assert.ok(person.passwordFailures >= 0, 'I11: failures in a row')
}

const sessions = async ({ w, memory }: Play, person: Person): Promise<void> => {
  const kept: readonly Session[] = await w.ports.sessions.sessionsOf(person.personId)
  const begun = [...memory.attempts.values()].filter((it) => it.personId === person.personId && it.rightPinGiven)
  const most = begun.length + (memory.passwordsGiven.get(person.personId) ?? 0)
  assert.ok(kept.length <= most, 'I1: no session without its login')
  assert.equal(new Set(kept.map(({ sessionId }) => sessionId)).size, kept.length, 'I5: one living end for each family')
  for (const { sessionId, epoch, journey } of kept) {
    assert.ok(journey === 'email' || memory.attempts.has(sessionId), 'I1: a session lies under its login')
    assert.ok(epoch <= person.epoch, 'I4: nothing is newer than its person')
  }
  for (const device of await w.ports.sessions.devicesOf(person.personId))
    assert.ok(device.epoch <= person.epoch, 'I4: nor any device')
}

const messages = (play: Play): void => {
  const { w, cast, memory } = play
  const proved = [...memory.attempts.values()].some((it) => it.asksNumber && it.given.includes('email'))
  const entered = new Set<string>([CHOICES.phone[0], ...memory.phonesEntered])
  for (const { to } of w.sms)
    assert.ok(entered.has(to) || (proved && TYPED.some((phone) => phone === to)), 'I7, R-60: nothing is sent there')
  const addresses = ['ada@example.com', cast.anna.email, cast.cleo.email]
  assert.ok(
    w.mail.every(({ to }) => addresses.includes(to)),
    'I7: nor a letter',
  )
  assert.ok(w.sms.length + w.mail.length <= w.jobs.length * 2, 'I6: a message for every job at most')
}

const money = async ({ w, organisationId, memory }: Play): Promise<void> => {
  const line = await w.db.get('ledger', { pk: `ORG#${organisationId}`, sk: 'BUDGET' })
  if (line === undefined) return
  const sum = Number(line.limitMicros) - Number(line.usedMicros) - Number(line.reservedMicros)
  assert.equal(Number(line.leftMicros), sum, 'I6: the sums agree')
  assert.ok(memory.lowered || Number(line.leftMicros) >= 0, 'I6: never below nothing')
}

const ofOne = async (play: Play, { personId }: Soul): Promise<void> => {
  const person = await play.w.ports.people.read(personId)
  assert.ok(person)
  secrets(play, person)
  await sessions(play, person)
}

/** Whoever it is, and of whatever organisation. */
const numbers = ({ w }: Play): void => {
  const { Items = [] } = w.engine.call('Scan', { TableName: 'people' }) as { Items?: readonly Wire[] }
  const indexes = Items.flatMap(({ pk, phoneIndex }) => (pk?.S?.startsWith('PERSON#') ? (phoneIndex?.S ?? []) : []))
  assert.equal(new Set(indexes).size, indexes.length, 'R-61: no number is of two people')
}

/** What must be true after every batch, whatever was in it. */
export const check = async (play: Play): Promise<void> => {
  for (const attempt of play.memory.attempts.values()) {
    await proofs(play, attempt)
    tries(attempt, (await play.w.db.get('logins', { pk: `LOGIN#${attempt.id}` })) ?? {})
  }
  for (const soul of Object.values(play.cast)) await ofOne(play, soul)
  messages(play)
  numbers(play)
  await money(play)
}

/** I9, at the end of a play: all that was ever written, in one text. */
export const noSecretIsStored = ({ w }: Play): void => {
  const text = JSON.stringify([w.engine.snapshot(), w.jobs])
  const { pin, password, phone } = CHOICES
  const numbers = [...phone, ...TYPED].map((it) => it.slice(3))
  for (const secret of [...pin, ...password, ...numbers, 'anna@example.com', 'cleo@example.com'])
    assert.ok(!new RegExp(`(?<!\\d)${secret}(?!\\d)`).test(text), `I9: ${secret} is stored`)
}
