import assert from 'node:assert/strict'
import { DAY } from '#core/time'
import { enterPin, giveCode, otherThan, PHONE, PIN, signIn, start, withAnna } from '#support/anna'
import { knock } from '#support/door'
import { newestCode, type World, world } from '#support/world'
import { crowd } from './crowd.ts'

const wrongTurns = async (w: World) => {
  const { loginId } = (await start(w)).body
  await giveCode(w, loginId, otherThan(newestCode(w, PHONE)))
  await giveCode(w, loginId, newestCode(w, PHONE))
  await enterPin(w, loginId, otherThan(PIN))
  assert.equal((await enterPin(w, loginId)).status, 200)
}

/** A day of Anna's, right and wrong: a new device that is trusted, the trusted device, a refresh, wrong turns, and somebody whom nobody knows. */
const aDay = async (w: World) => {
  const { deviceToken, refreshToken } = (await signIn(w, { trustDevice: true })).body
  assert.equal((await signIn(w, {}, { 'Latchkey-Device': deviceToken })).status, 200)
  assert.equal((await knock(w, 'POST /session/refresh', { body: { refreshToken } })).status, 200)
  await wrongTurns(w)
  assert.equal((await start(w, '+447700900777')).status, 200)
}

// Which of its places a person asks the rule about trust at hangs on their random id: its number has one digit or two.
const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value).replace(/TRUST#\d+/g, 'TRUST#'))

/** Every request of that day with its units and the bytes both ways, among so many people. */
export const dayAmong = async (people: number): Promise<readonly string[]> => {
  const w = world()
  const { personId } = await withAnna(w)
  await crowd(w, personId, people)
  await aDay(w)
  w.passes(DAY)
  const seen: string[] = []
  const call = w.engine.call.bind(w.engine)
  w.engine.call = (operation, input) => {
    const at = seen.push(`${operation} ${bytesOf(input)}, refused`) - 1
    const output = call(operation, input)
    seen[at] = `${operation} ${bytesOf(input)} ${bytesOf(output)}`
    return output
  }
  w.forget()
  await aDay(w)
  assert.equal(seen.length, w.asked.length)
  return w.asked.map(({ units }, at) => `${seen[at]} ${units}`)
}
