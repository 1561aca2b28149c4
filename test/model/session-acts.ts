import assert from 'node:assert/strict'
import { DAY, MINUTE, SECOND } from '#core/time'
import { type Answer, knock } from '#support/door'
import { claimsIn } from './light-secrets.ts'
import { type Family, pick } from './memory.ts'
import { type Act, ask, type Of } from './outcomes.ts'
import { mayBeDue, mayBeEnabled, mayDoWithout } from './rules.ts'
import type { Play } from './stage.ts'

const GRACE = 20 * SECOND
const [LIFE, IDLE] = [30 * DAY, 7 * DAY]

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

const refresh = (play: Play, family: Family, { token, from }: Of<'refresh'>): Act => {
  const { w, memory } = play
  const shown =
    (token === 'live' ? undefined : family.tokens.at(token === 'previous' ? -2 : -3)) ?? family.tokens.at(-1)
  const generation = generationOf(shown ?? '')
  const { over, doubtful } = family
  const reused = isReused(family, generation, w.now())
  const before = { ...family, toldAt: [...family.toldAt] }
  const lives = surelyLives(family, w.now())
  const source = `203.0.${from}.1`
  const asked = { personId: family.personId, source, passedAt: family.secondFactorAt }
  const due = mayBeDue(memory.rules, asked, w.now())
  const owed = memory.undisturbed && !over && !doubtful && lives && !due && generation === family.tokens.length
  // Of an answer that is lost the next token may never be told, and the one in hand be taken for a copy later.
  if (reused || !memory.calm) family.doubtful = true
  return async () => {
    const answer = await ask(play, 'POST /session/refresh', { body: { refreshToken: shown }, source })
    if (owed) assert.equal(answer.status, 200, `I10: who is signed in stays so: ${answer.body.code}`)
    if (answer.status === 200) {
      assert.ok(!over, 'R-54: a session that ended is renewed by nobody')
      mayLive(before, w.now())
      assert.ok(mayDoWithout(memory.rules, asked, w.now()), 'R-53: the rule as it is now')
      assert.ok(!reused, 'R-51: a token that was replaced opens nothing after its grace')
      learn(play, family, generation, answer)
      if (memory.undisturbed) family.doubtful = false
    }
    if (answer.status === 401 && reused && lives) memory.from(() => void Object.assign(family, { over: true }))
  }
}

const PATHS = { profile: '/me', sessions: '/me/sessions', devices: '/me/devices' } as const

type Listed = Readonly<Record<string, unknown>>

/** Ended sessions and devices are not there, and a device whose trust ended is not said to be trusted. */
const mayBeListed = ({ memory }: Play) => {
  const ended = new Set<unknown>()
  for (const it of memory.families) if (it.over) ended.add(it.sessionId)
  for (const it of memory.devices) if (it.removed) ended.add(it.deviceId)
  const untrusted = new Set(memory.devices.filter((it) => it.over || it.untrusted).map(({ deviceId }) => deviceId))
  return ({ sessionId, deviceId, trusted }: Listed): void => {
    assert.ok(!ended.has(sessionId ?? deviceId), 'R-47: what ended is not listed')
    assert.ok(trusted !== true || !untrusted.has(String(deviceId)), 'R-47: nor said to be trusted')
  }
}

/** Nobody gets in with a session that ended. */
const read = (play: Play, { over, access, sessionId, personId }: Family, { what }: Of<'me'>): Act => {
  const { w, real, memory } = play
  const { undisturbed } = memory
  const checkItem = mayBeListed(play)
  return async () => {
    const answer = await knock(real, `GET ${PATHS[what]}`, { token: access.token })
    if (answer.status !== 200) return
    assert.ok(!over, 'R-54: an ended session opens nothing')
    assert.ok(mayBeEnabled(memory.rules, personId), 'R-40: nor one of somebody who is disabled')
    assert.ok(w.now() < access.until, 'I8: nor does an access token after its end')
    const items: readonly Listed[] = answer.body.items ?? []
    items.forEach(checkItem)
    if (what !== 'sessions' || !undisturbed) return
    assert.ok(
      items.some((item) => item.sessionId === sessionId),
      'R-47: one sees the session one is in',
    )
  }
}

type Ending = { over: boolean; doubtful: boolean; removed?: boolean }

/** What is asked to end may have ended; what was told to be ended has. */
const end = ({ real, memory }: Play, by: Family, path: string, what: Ending): Act => {
  const { over } = by
  what.doubtful = true
  return async () => {
    const answer = await knock(real, `DELETE ${path}`, { token: by.access.token })
    if (answer.status !== 204) return
    assert.ok(!over, 'R-54: an ended session ends nothing else')
    memory.from(() => void Object.assign(what, { over: true, removed: true }))
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
