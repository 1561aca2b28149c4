import type { StoredChange, StoredItem } from './auth-event.ts'
import type { Limits } from './limits.ts'
import { MINUTE } from './time.ts'

/** What one write says of a stranger's login or reset, by the minute in which it began. */
export type Beat = {
  /** The record's own: told again, the same. */
  readonly id: string
  readonly organisationId: string
  readonly minute: number
  readonly sent: number
  readonly given: number
  readonly wrong: number
}

/** What became of the logins begun in one minute: a first message that went, a right code, only wrong ones. `marks` names the writes counted. */
type Minute = Pick<Beat, 'sent' | 'given' | 'wrong'> & { readonly marks: string }

/** An organisation's last minutes of codes for strangers. */
export type Pulse = {
  /** By minutes since 1970. */
  readonly minutes: Readonly<Record<string, Minute>>
  /** First messages in a usual window, over about a day; those of minutes up to `usualTo`. */
  readonly usual: number
  readonly usualTo: number
  /** Until when the gate is looked at with every write: a pause or its trial runs. */
  readonly watchUntil?: number
}

type Span = Pick<Limits, 'breakerPatienceMs' | 'breakerWindowMs'>

/** The oldest minute that still matters. */
const oldestAt = (now: number, { breakerPatienceMs, breakerWindowMs }: Span): number =>
  Math.floor((now - breakerPatienceMs - breakerWindowMs) / MINUTE)

export const quietPulse = (now: number, limits: Span): Pulse => ({
  minutes: {},
  usual: 0,
  usualTo: oldestAt(now, limits),
})

const isStranger = (item: StoredItem): boolean =>
  item.personId !== undefined &&
  item.known !== true &&
  (item.resetId === undefined ? item.journey === 'phone' : item.purpose === 'pin')

const passed = (item: StoredItem): boolean =>
  item.resetId === undefined ? Array.isArray(item.proved) && item.proved.length > 0 : item.passedBy !== undefined

/** How a stranger's login or reset stands by this item. It adds up over its writes, in whatever order they are counted. */
const standing = (item: StoredItem | undefined): Pick<Beat, 'given' | 'wrong'> => {
  if (item === undefined || !isStranger(item)) return { given: 0, wrong: 0 }
  if (passed(item)) return { given: 1, wrong: 0 }
  return { given: 0, wrong: Number(item.tries) > 0 ? 1 : 0 }
}

const minuteOf = (at: unknown): number => Math.floor(Number(at) / MINUTE)

const tried = ({ id, before, after = {} }: StoredChange): readonly Beat[] => {
  const [was, is] = [standing(before), standing(after)]
  const moved = { given: is.given - was.given, wrong: is.wrong - was.wrong }
  if (moved.given === 0 && moved.wrong === 0) return []
  return [{ id, organisationId: String(after.organisationId), minute: minuteOf(after.startedAt), sent: 0, ...moved }]
}

// The first message of a stranger's login, in the write that says that it went.
const went = ({ id, before, after = {} }: StoredChange): readonly Beat[] =>
  after.stranger === true && before?.outcome === 'reserved' && after.outcome === 'accepted'
    ? [
        {
          ...{ id, organisationId: String(after.organisationId), minute: minuteOf(after.sentAt) },
          ...{ sent: 1, given: 0, wrong: 0 },
        },
      ]
    : []

/** What a write adds to a pulse: nothing for most. */
export const beatsOf = (change: StoredChange): readonly Beat[] => {
  if (change.byExpiry) return []
  const { pk, sk } = change.after ?? {}
  const [kind] = String(pk).split('#')
  if (kind === 'LOGIN' || kind === 'RESET') return tried(change)
  return kind === 'ORG' && String(sk).startsWith('LINE#') ? went(change) : []
}

const MARK_LETTERS = 7
/** More in one minute than any provider sends: so that the item ends. */
const MOST_MARKS = { sent: 1_500, typed: 3_000 }

// FNV-1a. One write in a million is taken for another of its minute, and is not counted.
const markOf = (id: string): string => {
  let hash = 0x811c9dc5
  for (const letter of id) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0
  return hash.toString(36).padStart(MARK_LETTERS, '0')
}

const holds = (marks: string, mark: string): boolean => {
  for (let at = 0; at < marks.length; at += MARK_LETTERS) if (marks.startsWith(mark, at)) return true
  return false
}

const NONE: Minute = { sent: 0, given: 0, wrong: 0, marks: '' }

const withBeat = (minute: Minute = NONE, beat: Beat): Minute | undefined => {
  const mark = markOf(beat.id)
  const most = beat.sent > 0 ? MOST_MARKS.sent : MOST_MARKS.typed
  if (holds(minute.marks, mark) || minute.marks.length >= most * MARK_LETTERS) return undefined
  const { sent, given, wrong, marks } = minute
  return { sent: sent + beat.sent, given: given + beat.given, wrong: wrong + beat.wrong, marks: marks + mark }
}

/** Minutes that are not judged any more go into what is usual: half of it is a day old. Codes that nobody gives are never usual. */
const DAY_MINUTES = 1_440
const fade = (minutes: number): number => 0.5 ** (minutes / DAY_MINUTES)

const settled = (pulse: Pulse, oldest: number, limits: Limits): Pulse => {
  if (oldest <= pulse.usualTo) return pulse
  const perWindow = limits.breakerWindowMs / MINUTE
  const past = Object.entries(pulse.minutes).filter(([minute]) => Number(minute) < oldest)
  const added = past.reduce((sum, [minute, { sent, given }]) => {
    return sum + Math.min(sent, 2 * given) * perWindow * (1 - fade(1)) * fade(oldest - Number(minute))
  }, 0)
  const usual = Math.round((pulse.usual * fade(oldest - pulse.usualTo) + added) * 1_000_000) / 1_000_000
  const kept = Object.entries(pulse.minutes).filter(([minute]) => Number(minute) >= oldest)
  return { ...pulse, minutes: Object.fromEntries(kept), usual, usualTo: oldest }
}

/** The pulse with these beats, each counted once however often it comes. Undefined when all are counted already, or too old to matter. */
export const countBeats = (before: Pulse, beats: readonly Beat[], now: number, limits: Limits): Pulse | undefined => {
  const oldest = oldestAt(now, limits)
  const pulse = settled(before, oldest, limits)
  const minutes: Record<string, Minute> = { ...pulse.minutes }
  let counted = false
  for (const beat of beats) {
    const minute = beat.minute < oldest ? undefined : withBeat(minutes[beat.minute], beat)
    if (minute === undefined) continue
    minutes[beat.minute] = minute
    counted = true
  }
  return counted ? { ...pulse, minutes } : undefined
}
