import { nextSendAt } from '#core/code-verdict'
import type { Login } from '#core/login'
import type { Logins, StartOutcome } from '#core/login-ports'
import type { Ports } from '#core/ports'
import { isSpent, mayBegin, numberKeptUntil } from './code-bucket.ts'
import { isNearEnd, ROW_FIELDS, rowForms, rowMarks } from './code-row.ts'
import type { Dynamo, Item } from './dynamo.ts'
import { EARLIER_FIELDS, earlierThan, REMEMBER } from './earlier-logins.ts'
import { addHandle, isFull } from './handles.ts'
import { keys } from './keys.ts'
import { alive, asLogin, loginItem, triesLeft, walk, whoWith } from './login-item.ts'
import { ENTERED, shiftStarts, startsAgainAt } from './number-starts.ts'

const idle = '(attribute_not_exists(currentUntil) OR currentUntil <= :now OR currentClient <> :client)'
/** A start whose answer was lost is not counted again when it is repeated. */
const notYetCounted = '(attribute_not_exists(currentLogin) OR currentLogin <> :login)'

const NOTHING = { set: '', condition: '', values: {} } as const

/** Whose starts of a number are counted where. */
const KNOWN = 'k'
const STRANGERS = 'u'

type Start = Parameters<Logins['begin']>[2]
type Marks = Pick<Login, 'rowCharged' | 'wrongBefore' | 'earlier'>
type Counted = { readonly begun: StartOutcome; readonly marks?: Marks }

// What a counted start asks of the number as it was.
const ASKED = [...ROW_FIELDS, ...EARLIER_FIELDS]

/** How a login begins, and how a client comes back to the one it began. */
export const loginStarts = (
  db: Dynamo,
  { clock, limits }: Pick<Ports, 'clock' | 'limits'>,
): Pick<Logins, 'begin' | 'join' | 'put'> => {
  const windows = limits.startsPerNumber
  // Long texts that are the same for every start.
  const shifts = {
    [ENTERED]: shiftStarts(ENTERED, windows),
    [KNOWN]: shiftStarts(KNOWN, windows),
    [STRANGERS]: shiftStarts(STRANGERS, windows),
  }

  const count = async (login: Login, start: Start): Promise<Counted> => {
    const now = clock.now()
    const flags = { known: start.known, stepUp: login.stepUp }
    // A number that is to be proved anew, perhaps by who is not its owner, asks and charges nothing of its sign-ins.
    const changes = login.journey === 'change'
    const prefix = changes ? ENTERED : start.known ? KNOWN : STRANGERS
    const shift = shifts[prefix]
    const allowed = changes ? NOTHING : mayBegin(flags, limits, now)
    const counted = `${notYetCounted} AND ${shift.condition}${allowed.condition}`
    const rows = changes ? { far: NOTHING, near: NOTHING } : rowForms(flags, 'login', limits)
    const write = (row: typeof rows.far) =>
      db.update('logins', keys.number(login.numberIndex ?? ''), {
        update: `SET ${shift.sets}, currentLogin = :login, currentClient = :client, currentUntil = :until, ${REMEMBER}, #ttl = :ttl${row.set}`,
        condition: `${start.evenIfRunning ? counted : `${idle} AND ${counted}`}${row.condition}`,
        names: { '#ttl': 'ttl' },
        values: {
          ...shift.values(now),
          ...allowed.values,
          ...row.values,
          ':login': login.loginId,
          ':seed': login.seed,
          ':client': start.client,
          ':until': nextSendAt(login, limits) ?? now,
          ':ttl': Math.ceil(numberKeptUntil(limits, now) / 1_000),
        },
        wanted: ASKED,
        returns: 'before',
      })
    let outcome = await write(rows.far)
    const near = !changes && !outcome.done && isNearEnd(flags, outcome.item ?? {}, limits)
    if (near) outcome = await write(rows.near)
    const number = outcome.item ?? {}
    const earlier = earlierThan(login, number, now, limits)
    if (outcome.done || number.currentLogin === login.loginId)
      return { begun: { outcome: 'begun' }, marks: changes ? {} : { ...rowMarks(number, near), ...earlier } }
    return { begun: whyNot(number, flags, prefix, start) }
  }

  const whyNot = (number: Item, flags: Parameters<typeof isSpent>[0], prefix: string, start: Start): StartOutcome => {
    const now = clock.now()
    const running = Number(number.currentUntil ?? 0) > now && number.currentClient === start.client
    if (running && !start.evenIfRunning) return { outcome: 'running', login: String(number.currentLogin) }
    const again = startsAgainAt(number, prefix, windows)
    const spent = again <= now && isSpent(flags, number, limits, now)
    return spent ? { outcome: 'step_up' } : { outcome: 'limited', retryAt: again }
  }

  return {
    // Counted first. A crash between the two leaves a start that is counted and a number that names a login nobody has: who joins it begins anew.
    async begin(login, key, start) {
      const { begun, marks } = await count(login, start)
      const handles = { [key.handle]: key.binding }
      if (begun.outcome === 'begun')
        await db.put('logins', loginItem({ ...login, ...marks, handles }), 'attribute_not_exists(pk)')
      return begun
    },

    async put(login) {
      await db.put('logins', loginItem(login), 'attribute_not_exists(pk)')
    },

    async join(login, key) {
      const { ':walk': step, ...who } = whoWith({ clock })(key, 'came_back')
      const outcome = await addHandle(db, key, {
        key: keys.login(login),
        condition: `step = :waiting AND attribute_not_exists(passedBy) AND ${alive} AND ${triesLeft}`,
        values: { ...who, ':waiting': 'sms_code', ':mostTries': limits.codeTriesPerLogin },
        also: { set: walk, values: { ':walk': step } },
      })
      if (outcome.done) return asLogin(outcome.item)
      const there = outcome.item === undefined ? undefined : asLogin(outcome.item)
      return isFull(outcome.item) && there?.step === 'sms_code' ? 'full' : undefined
    },
  }
}
