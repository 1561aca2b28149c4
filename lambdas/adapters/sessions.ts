import { bucketOf, fullAgainField } from '#core/bucket'
import type { Limits } from '#core/limits'
import type { Organisation, Person } from '#core/person'
import type { Ports, Sessions, SignIn } from '#core/ports'
import type { Device, Session } from '#core/session'
import { type Dynamo, dynamoFromEnvironment, type Item, type Write } from './dynamo.ts'
import { keys } from './keys.ts'
import { iPassed, mine } from './login-item.ts'
import { trustRuleHolds } from './trust-rule.ts'

const ttlOf = (at: number) => Math.ceil(at / 1_000)
const sessionItem = (session: Session): Item => ({
  ...keys.session(session.personId, session.sessionId),
  ...session,
  ttl: ttlOf(session.expiresAt),
})
const asSession = (item: Item | undefined) => item as unknown as Session | undefined

const stillThePerson = 'epoch = :epoch AND disabled = :no'

/** The person as the sign-in knew them: same epoch, not disabled; what was proved has no failures in a row, and its own charge back. */
const clearFailures = ({ person, factor, charged }: SignIn, limits: Limits): Write => {
  const values = { ':epoch': person.epoch, ':no': false }
  if (factor === undefined) {
    return { op: 'check', table: 'people', key: keys.person(person.personId), condition: stillThePerson, values }
  }
  const giveBack =
    charged === undefined
      ? { set: '', values: {} }
      : {
          set: `, ${fullAgainField(factor, charged)} = ${fullAgainField(factor, charged)} - :refill`,
          values: { ':refill': bucketOf(factor, charged, limits).refillMs },
        }
  return {
    op: 'update',
    table: 'people',
    key: keys.person(person.personId),
    update: `SET ${factor}Failures = :none${giveBack.set}`,
    condition: `${stillThePerson} AND ${factor}Epoch = :factorEpoch`,
    values: {
      ...values,
      ...giveBack.values,
      ':none': 0,
      ':factorEpoch': factor === 'pin' ? person.pinEpoch : person.passwordEpoch,
    },
  }
}

const newDevice = (device: Device): Write => ({
  op: 'put',
  table: 'trust',
  item: { ...keys.device(device.personId, device.deviceId), ...device, ttl: ttlOf(device.expiresAt) },
  condition: 'attribute_not_exists(pk)',
})

const stillStandsIn = {
  code: 'attribute_exists(pk) AND epoch = :epoch AND trustedUntil > :now',
  two_factor: 'attribute_exists(pk) AND epoch = :epoch AND attribute_exists(twoFactorAt)',
  nothing: 'attribute_exists(pk) AND epoch = :epoch',
} as const

/** Trust that was ended between the start and the last proof ends the login too: the device's own, or the organisation's rule for all. */
const usedDevice = ({ person, used }: SignIn, now: number): readonly Write[] => {
  if (used === undefined) return []
  const device: Write = {
    op: 'update',
    table: 'trust',
    key: keys.device(person.personId, used.deviceId),
    update: 'SET failures = :none, lastUsedAt = :now',
    condition: stillStandsIn[used.insteadOf],
    values: { ':none': 0, ':now': now, ':epoch': person.epoch },
  }
  return used.insteadOf === 'code' ? [device, trustRuleHolds(person, used.begunAt)] : [device]
}

/** Every one of them: what somebody is not shown they cannot end. */
const allOf = async (db: Dynamo, pk: string, prefix: string): Promise<readonly Item[]> => {
  const items: Item[] = []
  let after: Item | undefined
  do {
    const page = await db.query('trust', pk, prefix, { limit: 100, ...(after === undefined ? {} : { after }) })
    items.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return items
}

export const sessions = (db: Dynamo, { clock, limits }: Pick<Ports, 'clock' | 'limits'>): Sessions => ({
  async commit(sign) {
    const { login, session, device } = sign
    const outcome = await db.transact([
      {
        op: 'update',
        table: 'logins',
        key: keys.login(login.login),
        update: 'SET step = :done, trail = list_append(trail, :walk)',
        condition: `${mine} AND ${iPassed} AND step = :from AND expiresAt > :now`,
        names: { '#handle': login.handle },
        values: {
          ':binding': login.binding,
          ':handle': login.handle,
          ':from': sign.from,
          ':pin': 'pin',
          ':done': 'done',
          ':now': clock.now(),
          ':walk': [{ at: clock.now(), word: 'signed_in' }],
        },
      },
      clearFailures(sign, limits),
      { op: 'put', table: 'trust', item: sessionItem(session), condition: 'attribute_not_exists(pk)' },
      ...(device === undefined ? [] : [newDevice(device)]),
      ...usedDevice(sign, clock.now()),
    ])
    return outcome.done
  },

  async facts(personId, sessionId, organisationId) {
    const [session, person, organisation] = await db.batchGet([
      { table: 'trust', key: keys.session(personId, sessionId) },
      { table: 'people', key: keys.person(personId) },
      { table: 'people', key: keys.organisation(organisationId) },
    ])
    return {
      session: asSession(session),
      person: person as unknown as Person | undefined,
      organisation: organisation as unknown as Organisation | undefined,
    }
  },

  async rotate(session, next) {
    const outcome = await db.transact([
      {
        op: 'update',
        table: 'trust',
        key: keys.session(session.personId, session.sessionId),
        update:
          'SET secretHash = :next, previousHash = :presented, rotatedAt = :now, idleUntil = :idle, generation = generation + :one',
        condition: 'secretHash = :presented AND generation = :generation AND expiresAt > :now AND idleUntil > :now',
        values: {
          ':presented': session.secretHash,
          ':generation': session.generation,
          ':next': next.secretHash,
          ':idle': next.idleUntil,
          ':now': clock.now(),
          ':one': 1,
        },
      },
      {
        op: 'check',
        table: 'people',
        key: keys.person(session.personId),
        condition: stillThePerson,
        values: { ':epoch': session.epoch, ':no': false },
      },
    ])
    return outcome.done
  },

  async end(personId, sessionId) {
    const outcome = await db.remove('trust', keys.session(personId, sessionId), 'attribute_exists(pk)')
    return outcome.done
  },

  async endDevice(personId, deviceId) {
    const outcome = await db.remove('trust', keys.device(personId, deviceId), 'attribute_exists(pk)')
    return outcome.done
  },

  async sessionsOf(personId) {
    return (await allOf(db, keys.session(personId, '').pk, 'SESSION#')) as unknown as readonly Session[]
  },

  async devicesOf(personId) {
    return (await allOf(db, keys.device(personId, '').pk, 'DEVICE#')) as unknown as readonly Device[]
  },
})

export const make = (basics: Pick<Ports, 'clock' | 'limits'>): Sessions => sessions(dynamoFromEnvironment(), basics)
