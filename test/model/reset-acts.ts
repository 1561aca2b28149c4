import assert from 'node:assert/strict'
import { DAY, MINUTE } from '#core/time'
import { knock } from '#support/door'
import { CHOICES, mayBe, mayTurn } from './belongings.ts'
import { mayEndAll } from './endings.ts'
import { type Channel, countUp, pick, type Reset } from './memory.ts'
import type { Act, Of } from './outcomes.ts'
import { NOBODY, type Play } from './stage.ts'

const LONGEST = 30 * MINUTE

const begin = ({ w, real, cast, memory }: Play, { who, from }: Of<'reset_start'>): Act => {
  const soul = who === 'nobody' ? undefined : cast[who]
  const body = { email: soul?.email ?? NOBODY.email }
  return async () => {
    const answer = await knock(real, 'POST /password-reset', { body, source: `203.0.${from}.1` })
    if (answer.status !== 200) return
    assert.equal(answer.body.next, 'email_code', 'R-33: the mailbox first, whoever it is')
    const facts = { id: answer.body.resetId, personId: soul?.personId, begunAt: w.now() }
    memory.resets.push({ ...facts, given: [], passed: [], dead: false, left: false, used: false })
  }
}

// The caller knows every right code, also of steps that are not reached: only the order may stop them.
const codeOf = async ({ w }: Play, { id }: Reset, channel: Channel): Promise<string | undefined> => {
  const resetId = id.slice(0, 22)
  const item = await w.ports.resetWaits.find(resetId)
  if (item === undefined) return undefined
  const wait = { about: `${resetId}.${channel}`, purpose: 'password_reset' as const, seed: item.seed, channel }
  return (await w.ports.codes.of(wait, item.sends)).at(-1)
}

/** whoever has just put a number on a profile does not own the account by it. */
const isCool = ({ w, memory }: Play, { personId = '' }: Reset): boolean =>
  w.now() >= (memory.phoneChangedAt.get(personId) ?? Number.NEGATIVE_INFINITY) + DAY

const takeBack = (given: Channel[], channel: Channel): void => {
  given.splice(given.lastIndexOf(channel), 1)
}

const giveCode = async (play: Play, reset: Reset, { channel, code }: Of<'reset_code'>): Promise<Act> => {
  const { real, w } = play
  const right = (await codeOf(play, reset, channel)) ?? '111111'
  const digits = code === 'right' ? right : right === '222222' ? '333333' : '222222'
  const { left, dead, used } = reset
  const [before, cool] = [[...reset.given], isCool(play, reset)]
  return async () => {
    if (code === 'right') reset.given.push(channel)
    const answer = await knock(real, `POST /password-reset/${reset.id}/${channel}-code`, { body: { code: digits } })
    // Refused, it proved nothing; without an answer it may have.
    if (code === 'right' && answer.status >= 400 && answer.status < 500) takeBack(reset.given, channel)
    if (answer.status !== 200) return
    assert.equal(code, 'right', 'I1: a code that is right')
    assert.ok(reset.personId !== undefined, 'R-31: nobody gets on')
    assert.ok(!left && !dead && !used, 'R-39: nor whose reset was left, used, or overtaken')
    assert.ok(channel === 'email' || before.includes('email'), 'R-33: the mailbox before the number')
    assert.ok(cool || channel === 'sms', 'R-61: not on the day after a number was changed')
    assert.ok(w.now() < reset.begunAt + LONGEST, 'I8: nothing passes after its end')
    reset.passed.push(channel)
    assert.equal(new Set(reset.passed).size, reset.passed.length, 'I3: a code was accepted twice')
  }
}

const choose = (play: Play, reset: Reset, { to }: Of<'reset_password'>): Act => {
  const { real, memory } = play
  const { personId, left, dead, used } = reset
  const chosen = CHOICES.password[to] ?? CHOICES.password[0]
  if (personId !== undefined) mayTurn(play, personId, 'password', chosen)
  if (personId !== undefined) countUp(memory.forgiven, `${personId} password`)
  const ended = personId === undefined ? () => {} : mayEndAll(play, personId)
  const given = [...reset.given]
  return async () => {
    const answer = await knock(real, `POST /password-reset/${reset.id}/password`, { body: { password: chosen } })
    if (answer.status !== 200) return
    assert.ok(personId !== undefined && given.includes('email'), 'I1: the mailbox is proved')
    assert.ok(given.includes('sms') || mayBe(play, personId, 'phone', undefined), 'I1: and the number on file')
    assert.ok(!left && !dead && !used, 'R-39: nor whose reset was left, used, or overtaken')
    memory.from(() => void Object.assign(reset, { used: true }))
    ended()
  }
}

const leave = ({ real, memory }: Play, reset: Reset): Act => {
  return async () => {
    const answer = await knock(real, `DELETE /password-reset/${reset.id}`)
    if (answer.status === 204) memory.from(() => void Object.assign(reset, { left: true }))
  }
}

/** A forgotten password, set anew. The workflow that sends the codes has a model of its own; what is decided is decided without it. */
export const withReset = (
  play: Play,
  action: Of<'reset_start' | 'reset_code' | 'reset_password' | 'reset_leave'>,
): Act | Promise<Act> | undefined => {
  if (action.do === 'reset_start') return begin(play, action)
  const reset = pick(play.memory.resets, action.reset)
  if (reset === undefined) return undefined
  if (action.do === 'reset_code') return giveCode(play, reset, action)
  return action.do === 'reset_password' ? choose(play, reset, action) : leave(play, reset)
}
