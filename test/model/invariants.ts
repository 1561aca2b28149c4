import assert from 'node:assert/strict'
import type { Person } from '#core/person'
import type { Session } from '#core/session'
import { DAY } from '#core/time'
import { PHONE, PIN } from '#support/anna'
import type { Attempt } from './memory.ts'
import type { Play } from './stage.ts'

type Stored = Readonly<Record<string, unknown>>

const proofs = async ({ w, personId }: Play, attempt: Attempt, item: Stored): Promise<void> => {
  const made = await w.ports.signIns.of({ loginId: attempt.id, personId })
  if (made) assert.ok(attempt.rightPinGiven, 'I1: a login ends well only after the right PIN')
  assert.ok(!made || attempt.personId === personId, 'I1: nobody is never signed in')
  if (made && attempt.device === undefined)
    assert.ok((item.proved as string[]).includes('sms'), 'I1: and after the code')
  assert.ok(attempt.codesPassed <= 1, `I3: a code was accepted ${attempt.codesPassed} times`)
  assert.ok(attempt.sessions <= 1, 'I3: a login makes one session')
}

const tries = ({ compared, refunded }: Attempt, item: Stored): void => {
  assert.ok(compared - refunded <= 5, `I2: ${compared} codes compared, ${refunded} given back`)
  assert.ok(Number(item.tries ?? 0) <= 5 && Number(item.pinTries ?? 0) <= 5, 'I2: tries of a login')
  assert.ok(Number(item.tries ?? 0) >= 0 && Number(item.pinTries ?? 0) >= 0, 'I11: no counter falls below nothing')
}

const secrets = ({ memory }: Play, person: Person): void => {
  const { begunAt, latest, pins, resets } = memory
  const refill = Math.floor(Math.max(0, latest - begunAt) / (3 * DAY))
  assert.ok(pins.compared - pins.right <= (resets + 1) * (30 + 2 * refill), `I2: ${pins.compared} PINs compared`)
  assert.ok(person.pinFailures >= 0 && person.pinFailures <= 10, 'I11: failures in a row')
}

const sessions = async ({ w, memory }: Play, person: Person): Promise<void> => {
  const kept: readonly Session[] = await w.ports.sessions.sessionsOf(person.personId)
  const begun = [...memory.attempts.values()].filter((it) => it.personId === person.personId && it.rightPinGiven)
  assert.ok(kept.length <= begun.length, 'I1: no session without its login')
  assert.equal(new Set(kept.map(({ sessionId }) => sessionId)).size, kept.length, 'I5: one living end for each family')
  for (const { sessionId, epoch } of kept) {
    assert.ok(memory.attempts.has(sessionId), 'I1: a session lies under its login')
    assert.ok(epoch <= person.epoch, 'I4: nothing is newer than its person')
  }
  for (const device of await w.ports.sessions.devicesOf(person.personId))
    assert.ok(device.epoch <= person.epoch, 'I4: nor any device')
}

const messages = async ({ w }: Play, person: Person): Promise<void> => {
  assert.ok(
    w.sms.every(({ to }) => to === PHONE),
    'I7: nothing is sent to nobody',
  )
  assert.ok(w.sms.length <= w.jobs.length, 'I6: a message for every job at most')
  const line = await w.db.get('ledger', { pk: `ORG#${person.organisationId}`, sk: 'BUDGET' })
  if (line === undefined) return
  const sum = Number(line.limitMicros) - Number(line.usedMicros) - Number(line.reservedMicros)
  assert.equal(Number(line.leftMicros), sum, 'I6: the sums agree')
  assert.ok(Number(line.leftMicros) >= 0, 'I6: never below nothing')
}

/** What must be true after every batch, whatever was in it. */
export const check = async (play: Play): Promise<void> => {
  const { w, personId, memory } = play
  const person = await w.ports.people.read(personId)
  assert.ok(person)
  for (const attempt of memory.attempts.values()) {
    const item = (await w.db.get('logins', { pk: `LOGIN#${attempt.id}` })) ?? {}
    await proofs(play, attempt, item)
    tries(attempt, item)
  }
  secrets(play, person)
  await sessions(play, person)
  await messages(play, person)
}

/** I9, at the end of a play: all that was ever written, in one text. */
export const noSecretIsStored = ({ w }: Play): void => {
  const text = JSON.stringify([w.engine.snapshot(), w.jobs])
  for (const secret of [PIN, '7700900123', 'anna@example.com'])
    assert.ok(!new RegExp(`(?<!\\d)${secret}(?!\\d)`).test(text), `I9: ${secret} is stored`)
}
