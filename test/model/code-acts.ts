import assert from 'node:assert/strict'
import { type Login, purposeOf } from '#core/login'
import { MINUTE } from '#core/time'
import type { Answer } from '#support/door'
import type { Attempt, Channel, Handle } from './memory.ts'
import { type Act, ask, goesOn, letIn, mayBecomeSession, type Of } from './outcomes.ts'
import type { Play } from './stage.ts'
import { countWrongCode } from './wrong-codes.ts'

const itemOf = async ({ w }: Play, { id }: Attempt) =>
  (await w.db.get('logins', { pk: `LOGIN#${id}` })) as unknown as Login | undefined

/** The codes of the step it stands in, as phone and mailbox would show them. */
const codesOf = async (play: Play, attempt: Attempt): Promise<readonly string[]> => {
  const login = await itemOf(play, attempt)
  if (login === undefined || login.seed === '') return []
  const { seed, channel, sends } = login
  return play.w.ports.codes.of({ about: attempt.id, purpose: purposeOf(login), seed, channel }, sends)
}

const WRONG = ['111111', '222222', '333333', '444444', '555555']

/** What is typed, the newest code, and the way that one came. */
const typed = async (play: Play, { attempt }: Handle, code: Of<'code'>['code']) => {
  const all = await codesOf(play, attempt)
  const other = play.memory.handles.find((handle) => handle.attempt.id !== attempt.id)
  const foreign = other === undefined ? undefined : (await codesOf(play, other.attempt)).at(-1)
  const wrong = WRONG.find((digits) => !all.includes(digits)) ?? ''
  const channel: Channel = (await itemOf(play, attempt))?.channel ?? 'sms'
  return { digits: { right: all.at(-1), wrong, earlier: all[0], foreign }[code] ?? wrong, newest: all.at(-1), channel }
}

const afterCode = (play: Play, attempt: Attempt, before: Attempt, answer: Answer, trust: boolean): void => {
  if (answer.body.accessToken === undefined) return
  assert.equal(attempt.journey, 'email', 'R-21: by telephone the PIN comes last')
  mayBecomeSession(attempt, before)
  attempt.sessions++
  const { given, journey } = attempt
  letIn(play, answer, { journey, given, secondFactorAt: play.w.now(), trustAsked: trust })
}

export const type = async (play: Play, handle: Handle, { code, trust }: Of<'code'>): Promise<Act> => {
  const { w } = play
  const { attempt, left } = handle
  const before = { ...attempt }
  const { digits, newest, channel } = await typed(play, handle, code)
  const body = attempt.journey === 'email' ? { code: digits, trustDevice: trust } : { code: digits }
  return async () => {
    attempt.typed = true
    if (digits === newest) attempt.given.push(channel)
    const answer = await ask(play, `POST /login/${handle.id}/code`, { body })
    if (answer.body?.code === 'earlier_code' || answer.body?.code === 'code_expired') attempt.refunded++
    if (answer.body?.code === 'wrong_code') countWrongCode(play, before)
    if (!goesOn(answer, left)) return
    attempt.passed.push(channel)
    assert.equal(digits, newest, 'I1: only the newest code passes')
    assert.ok(w.now() < attempt.begunAt + 10 * MINUTE, 'I8: nothing passes after its end')
    afterCode(play, attempt, before, answer, trust)
  }
}
