import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Gate, judgePulse, standingOf } from '#core/breaker'
import { LIMITS } from '#core/limits'
import { type Beat, beatsOf, countBeats, type Pulse, quietPulse } from '#core/pulse'
import { DAY, HOUR, MINUTE } from '#core/time'

const NOW = Date.UTC(2026, 10, 15, 12)
const NOW_MINUTE = NOW / MINUTE

/** A pulse with so much in the minute that began so many minutes ago. */
const pulseOf = (
  counts: readonly (readonly [minutesAgo: number, sent: number, given: number, wrong?: number])[],
  more: Partial<Pulse> = {},
): Pulse => ({
  ...quietPulse(NOW, LIMITS),
  minutes: Object.fromEntries(
    counts.map(([ago, sent, given, wrong = 0]) => [String(NOW_MINUTE - ago), { sent, given, wrong, marks: '' }]),
  ),
  ...more,
})
const verdictOf = (pulse: Pulse, gate: Gate = {}, now = NOW) => judgePulse(pulse, gate, now, LIMITS)

test('fifty first messages of which fewer than one in five was answered pause strangers, forty-nine do not', () => {
  assert.equal(verdictOf(pulseOf([[6, 49, 0]])).verdict, 'well')
  assert.equal(verdictOf(pulseOf([[6, 50, 10]])).verdict, 'well')
  const verdict = verdictOf(pulseOf([[6, 50, 9]]))
  assert.ok(verdict.verdict === 'pause')
  assert.deepEqual([verdict.why, verdict.counted], ['never_given', { sent: 50, given: 9, wrong: 0 }])
})

test('codes of the last three minutes may still be given, and what began more than thirteen minutes ago is over', () => {
  for (const ago of [0, 1, 2, 3, 14, 20]) assert.equal(verdictOf(pulseOf([[ago, 99, 0]])).verdict, 'well', `${ago}`)
  for (const ago of [4, 13]) assert.equal(verdictOf(pulseOf([[ago, 99, 0]])).verdict, 'pause', `${ago}`)
})

test('where more is usual, it takes five times the usual to say anything: an outage of messages is no flood', () => {
  assert.equal(verdictOf(pulseOf([[6, 99, 0]], { usual: 20 })).verdict, 'well')
  assert.equal(verdictOf(pulseOf([[6, 100, 0]], { usual: 20 })).verdict, 'pause')
})

test('forty logins with a code typed, of which more than half never saw the right one, pause strangers', () => {
  assert.equal(verdictOf(pulseOf([[6, 40, 20, 20]])).verdict, 'well')
  assert.equal(verdictOf(pulseOf([[6, 39, 18, 21]])).verdict, 'well', 'thirty-nine say nothing')
  const verdict = verdictOf(pulseOf([[6, 41, 20, 21]]))
  assert.ok(verdict.verdict === 'pause' && verdict.why === 'wrong_codes')
})

test('a pause lasts ten minutes, the next ones within the hour twice as long each up to an hour, and later ones ten again', () => {
  const bad = (now: number) => pulseOf([[(NOW - now) / MINUTE + 6, 60, 0]])
  let gate: Gate = {}
  let now = NOW
  const lengths: number[] = []
  for (let n = 0; n < 5; n++) {
    const verdict = verdictOf(bad(now), gate, now)
    assert.ok(verdict.verdict === 'pause')
    gate = verdict.pause
    lengths.push(((gate.pausedUntil ?? 0) - now) / MINUTE)
    now = (gate.trialUntil ?? 0) + 20 * MINUTE
  }
  assert.deepEqual(lengths, [10, 20, 40, 60, 60])
  const later = (gate.trialUntil ?? 0) + HOUR
  const verdict = verdictOf(bad(later), gate, later)
  assert.ok(verdict.verdict === 'pause' && verdict.pause.pausedUntil === later + 10 * MINUTE)
})

test('during a pause nothing is judged, and minutes from before its end or an admin’s lifting never are', () => {
  const pulse = pulseOf([[6, 99, 0]])
  assert.equal(verdictOf(pulse, { pausedUntil: NOW + 1 }).verdict, 'well')
  assert.equal(verdictOf(pulse, { pausedUntil: NOW - 5 * MINUTE }).verdict, 'well')
  assert.equal(verdictOf(pulse, { liftedAt: NOW - 5 * MINUTE }).verdict, 'well')
  assert.equal(verdictOf(pulse, { liftedAt: NOW - 6 * MINUTE }).verdict, 'pause')
})

test('ten logins decide a trial: it ends well, or in the next pause', () => {
  const trial = { pauses: 1, pausedUntil: NOW - 10 * MINUTE, trialUntil: NOW + 5 * MINUTE }
  assert.equal(standingOf(trial, NOW), 'trial')
  assert.equal(verdictOf(pulseOf([[6, 9, 0]]), trial).verdict, 'well')
  assert.equal(verdictOf(pulseOf([[6, 10, 2]]), trial).verdict, 'resume')
  const verdict = verdictOf(pulseOf([[6, 10, 1]]), trial)
  assert.ok(verdict.verdict === 'pause' && verdict.pause.pauses === 2)
})

const beat = (id: string, more: Partial<Beat> = {}): Beat => ({
  ...{ id, organisationId: 'clinic', minute: NOW_MINUTE - 5, sent: 1, given: 0, wrong: 0 },
  ...more,
})

test('a write is counted once, however often and in whatever company it comes', () => {
  const beats = Array.from({ length: 30 }, (_, i) => beat(`record-${i}`, { minute: NOW_MINUTE - (i % 10) }))
  const whole = countBeats(quietPulse(NOW, LIMITS), beats, NOW, LIMITS)
  fc.assert(
    fc.property(fc.array(fc.subarray(beats), { maxLength: 8 }), (batches) => {
      let pulse = quietPulse(NOW, LIMITS)
      for (const batch of [...batches, beats, beats]) pulse = countBeats(pulse, batch, NOW, LIMITS) ?? pulse
      const sums = (it: Pulse | undefined) =>
        Object.entries(it?.minutes ?? {}).map(([minute, { sent, marks }]) => [minute, sent, marks.length])
      assert.deepEqual(sums(pulse).sort(), sums(whole).sort())
    }),
    { numRuns: 200 },
  )
  assert.equal(countBeats(whole ?? quietPulse(NOW, LIMITS), beats, NOW, LIMITS), undefined)
})

test('a write told again when its minute is no longer judged is not counted', () => {
  const pulse = countBeats(quietPulse(NOW, LIMITS), [beat('one')], NOW, LIMITS) ?? quietPulse(NOW, LIMITS)
  const later = NOW + 20 * MINUTE
  assert.equal(countBeats(pulse, [beat('one'), beat('two')], later, LIMITS), undefined)
})

test('the item ends: a minute names so many writes and no more', () => {
  const beats = Array.from({ length: 9_000 }, (_, i) => beat(`record-${i}`, i % 2 === 0 ? {} : { sent: 0, given: 1 }))
  const pulse = countBeats(quietPulse(NOW, LIMITS), beats, NOW, LIMITS)
  const [minute] = Object.values(pulse?.minutes ?? {})
  assert.ok((minute?.marks.length ?? 0) * 14 < 350_000, `${minute?.marks.length}`)
})

test('what is usual follows the codes that are given, over about a day, and not those that nobody gives', () => {
  const after = (given: number, days: number): number => {
    let pulse = quietPulse(NOW, LIMITS)
    for (let minute = NOW_MINUTE; minute < NOW_MINUTE + (days * DAY) / MINUTE; minute++) {
      const at = (minute + 1) * MINUTE
      const own = { minute, sent: 5, given, id: `of ${minute}` }
      pulse = countBeats(pulse, [beat('', own)], at, LIMITS) ?? pulse
    }
    return pulse.usual
  }
  assert.equal(after(0, 3), 0)
  assert.ok(Math.abs(after(3, 1) - 25) < 1, `${after(3, 1)} of 50`)
  assert.ok(Math.abs(after(3, 7) - 50) < 1, `${after(3, 7)} of 50`)
  assert.ok(Math.abs(after(1, 7) - 20) < 1, 'two for each that is given')
})

/** People who begin at random, six in ten of whom give their code within three minutes, one in ten after a wrong one. */
const people = (seed: number, perMinute: number, minutes: number): readonly Beat[] => {
  let state = seed >>> 0
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return Array.from({ length: minutes * perMinute }, (_, n) => {
    const minute = NOW_MINUTE + Math.floor(chance() * minutes)
    const gives = chance() < 0.6
    const wrong = !gives && chance() < 0.1 ? 1 : 0
    return [beat(`s${n}`, { minute }), beat(`g${n}`, { minute, sent: 0, given: gives ? 1 : 0, wrong })]
  }).flat()
}

test('people of whom six in ten give their code are never paused, at any rate and however it swings', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 60 }), (seed, perMinute) => {
      const beats = people(seed, perMinute, 30).toSorted((a, b) => a.minute - b.minute)
      let pulse = quietPulse(NOW, LIMITS)
      for (let minute = 0; minute < 45; minute++) {
        const now = NOW + (minute + 1) * MINUTE
        const batch = beats.filter((one) => one.minute === NOW_MINUTE + minute)
        pulse = countBeats(pulse, batch, now, LIMITS) ?? pulse
        assert.equal(verdictOf(pulse, {}, now).verdict, 'well')
      }
    }),
    { numRuns: 300 },
  )
})

const login = { pk: 'LOGIN#l', loginId: 'l', journey: 'phone', personId: 'anna', organisationId: 'clinic' }
const reset = { pk: 'RESET#r', resetId: 'r', purpose: 'pin', personId: 'anna', organisationId: 'clinic' }
const common = { startedAt: NOW, tries: 0, proved: [] as readonly string[] }
const line = { pk: 'ORG#clinic', sk: 'LINE#1#l.1', organisationId: 'clinic', sentAt: NOW, stranger: true }
const moved = (before: object | undefined, after: object) =>
  beatsOf({
    id: 'record',
    at: NOW,
    ...(before && { before: { ...before } }),
    after: { ...after },
    byExpiry: false,
  }).map(({ sent, given, wrong, minute }) => [sent, given, wrong, minute - NOW_MINUTE])

test('what is counted: a first message that went, a login that saw its code, one that saw only wrong ones', () => {
  const begun = { ...login, ...common }
  assert.deepEqual(moved(undefined, begun), [])
  assert.deepEqual(moved(begun, { ...begun, tries: 1 }), [[0, 0, 1, 0]])
  assert.deepEqual(moved({ ...begun, tries: 1 }, { ...begun, tries: 2 }), [])
  assert.deepEqual(moved({ ...begun, tries: 2 }, { ...begun, tries: 3, proved: ['sms'] }), [[0, 1, -1, 0]])
  assert.deepEqual(moved({ ...begun, tries: 1 }, begun), [[0, 0, -1, 0]], 'an earlier code')
  assert.deepEqual(moved({ ...line, outcome: 'reserved' }, { ...line, outcome: 'accepted' }), [[1, 0, 0, 0]])
  const asked = { ...reset, ...common }
  assert.deepEqual(moved(asked, { ...asked, passedBy: 'handle', tries: 0 }), [[0, 1, 0, 0]])
})

test('what is not: devices that are known, nobody’s numbers, other journeys, messages that were refused or delivered later', () => {
  for (const it of [
    { ...login, ...common, known: true },
    { ...login, ...common, personId: undefined },
    { ...login, ...common, journey: 'email' },
    { ...login, ...common, journey: 'change' },
    { ...reset, ...common, purpose: 'password' },
    { ...reset, ...common, known: true },
  ])
    assert.deepEqual(moved(it, { ...it, tries: 1, proved: ['sms'], passedBy: 'handle' }), [])
  assert.deepEqual(moved({ ...line, outcome: 'reserved' }, { ...line, outcome: 'failed' }), [])
  assert.deepEqual(moved({ ...line, outcome: 'accepted' }, { ...line, outcome: 'delivered' }), [])
  const known = { ...line, stranger: undefined }
  assert.deepEqual(moved({ ...known, outcome: 'reserved' }, { ...known, outcome: 'accepted' }), [])
})
