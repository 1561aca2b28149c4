import assert from 'node:assert/strict'
import { DAY, MINUTE, SECOND } from '#core/time'
import { type Answer, knock } from '#support/door'
import { type Family, pick } from './memory.ts'
import { claimsIn, type Play } from './stage.ts'
import type { Action } from './vocabulary.ts'

const GRACE = 20 * SECOND
const [LIFE, IDLE] = [30 * DAY, 7 * DAY]

type Act = () => Promise<unknown>
type Of<Word extends Action['do']> = Extract<Action, { readonly do: Word }>

const generationOf = (token: string): number => Number(token.split('.')[4])

/** Well within its life and its idle time, by whatever clock that may have gone back a little. */
const surelyLives = ({ begunAt, toldAt }: Family, now: number): boolean =>
  now < begunAt + LIFE - MINUTE && now < (toldAt.at(-1) ?? 0) + IDLE - MINUTE

/** its absolute end, and that of its idleness where every renewal was told. */
const mayLive = ({ begunAt, toldAt, doubtful }: Family, now: number): void => {
  assert.ok(now < begunAt + LIFE, 'R-52: thirty days after it began, whatever happened since')
  assert.ok(doubtful || now < (toldAt.at(-1) ?? 0) + IDLE, 'R-52: seven days without use')
}

/** A token that was replaced, and not a moment ago: somebody has a copy. */
const isReused = (family: Family, generation: number, now: number): boolean => {
  const newest = family.tokens.length
  if (generation < newest - 1) return true
  return generation === newest - 1 && now >= (family.toldAt[newest - 1] ?? 0) + GRACE
}

/** one next token for each, whoever asks for it how often. */
const learn = ({ w }: Play, family: Family, shown: number, { body }: Answer): void => {
  const token: string = body.refreshToken
  assert.equal(generationOf(token), shown + 1, 'I5: a token is followed by the next one')
  const known = family.tokens[shown]
  assert.equal(token, known ?? token, 'I5: of one token comes one next token')
  if (known === undefined) {
    family.tokens[shown] = token
    family.toldAt[shown] = w.now()
  }
  const until = Number(claimsIn(body.accessToken).exp) * SECOND
  family.access = { token: body.accessToken, until }
}

const refresh = (play: Play, family: Family, { token }: Of<'refresh'>): Act => {
  const { w, real, memory } = play
  const shown =
    (token === 'live' ? undefined : family.tokens.at(token === 'previous' ? -2 : -3)) ?? family.tokens.at(-1)
  const generation = generationOf(shown ?? '')
  const { over, doubtful } = family
  const reused = isReused(family, generation, w.now())
  const before = { ...family, toldAt: [...family.toldAt] }
  const lives = surelyLives(family, w.now())
  const owed = memory.undisturbed && !over && !doubtful && lives && generation === family.tokens.length
  // Of an answer that is lost the next token may never be told, and the one in hand be taken for a copy later.
  if (reused || !memory.calm) family.doubtful = true
  return async () => {
    const answer = await knock(real, 'POST /session/refresh', { body: { refreshToken: shown } })
    if (owed) assert.equal(answer.status, 200, `I10: who is signed in stays so: ${answer.body.code}`)
    if (answer.status === 200) {
      assert.ok(!over, 'R-54: a session that ended is renewed by nobody')
      mayLive(before, w.now())
      assert.ok(!reused, 'R-51: a token that was replaced opens nothing after its grace')
      learn(play, family, generation, answer)
      if (memory.undisturbed) family.doubtful = false
    }
    if (answer.status === 401 && reused && lives) memory.from(() => void Object.assign(family, { over: true }))
  }
}

const PATHS = { profile: '/me', sessions: '/me/sessions', devices: '/me/devices' } as const

/** Nobody gets in with a session that ended, and what ended is not listed. */
const read = ({ w, real, memory }: Play, { over, access, sessionId }: Family, { what }: Of<'me'>): Act => {
  const ended = new Set<unknown>()
  for (const it of memory.families) if (it.over) ended.add(it.sessionId)
  for (const it of memory.devices) if (it.over) ended.add(it.deviceId)
  return async () => {
    const answer = await knock(real, `GET ${PATHS[what]}`, { token: access.token })
    if (answer.status !== 200) return
    assert.ok(!over, 'R-54: an ended session opens nothing')
    assert.ok(w.now() < access.until, 'I8: nor does an access token after its end')
    const items: readonly Record<string, unknown>[] = answer.body.items ?? []
    const ids = items.map((item) => item.sessionId ?? item.deviceId)
    assert.ok(!ids.some((id) => ended.has(id)), 'R-47: what ended is not listed')
    if (what === 'sessions') assert.ok(ids.includes(sessionId), 'R-47: one sees the session one is in')
  }
}

type Ending = { over: boolean; doubtful: boolean }

/** What is asked to end may have ended; what was told to be ended has. */
const end = ({ real, memory }: Play, by: Family, path: string, what: Ending): Act => {
  const { over } = by
  what.doubtful = true
  return async () => {
    const answer = await knock(real, `DELETE ${path}`, { token: by.access.token })
    if (answer.status !== 204) return
    assert.ok(!over, 'R-54: an ended session ends nothing else')
    memory.from(() => void Object.assign(what, { over: true }))
  }
}

/** What can be done with a session. */
export const withSession = (
  play: Play,
  action: Of<'refresh' | 'me' | 'sign_out' | 'end_session' | 'end_device'>,
): Act | undefined => {
  const { families, devices } = play.memory
  const family = pick(families, action.session)
  if (family === undefined) return undefined
  if (action.do === 'refresh') return refresh(play, family, action)
  if (action.do === 'me') return read(play, family, action)
  if (action.do === 'sign_out') return end(play, family, '/session', family)
  if (action.do === 'end_session') {
    const other = pick(families, action.other)
    return other && end(play, family, `/me/sessions/${other.sessionId}`, other)
  }
  const device = pick(devices, action.device)
  return device && end(play, family, `/me/devices/${device.deviceId}`, device)
}
